-- Each kernel has a role. It comes from the label ai.backend.role of the kernel's image, and is COMPUTE where
-- the image has none.

CREATE TYPE kernelrole AS ENUM ('INFERENCE', 'COMPUTE', 'SYSTEM');

ALTER TABLE kernels ADD COLUMN role kernelrole NOT NULL DEFAULT 'COMPUTE';

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT name, labels::jsonb ->> 'ai.backend.role' AS role INTO wrong
    FROM images
    WHERE labels::jsonb ->> 'ai.backend.role' NOT IN ('INFERENCE', 'COMPUTE', 'SYSTEM')
      AND name IN (SELECT image FROM kernels)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'images, name %: the label ai.backend.role is "%", which is no role of a kernel',
            wrong.name, wrong.role;
    END IF;
END $$;

UPDATE kernels SET role = labelled.role::kernelrole
FROM (
    SELECT DISTINCT ON (name) name, labels::jsonb ->> 'ai.backend.role' AS role
    FROM images
    WHERE labels::jsonb ->> 'ai.backend.role' IS NOT NULL
    ORDER BY name, created_at DESC
) AS labelled
WHERE labelled.name = kernels.image AND labelled.role <> 'COMPUTE';

CREATE INDEX ix_kernels_role ON kernels (role);
