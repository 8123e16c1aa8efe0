-- container_registries.extra goes with 7c8501cec07b. Projects are asked for again where there is one everywhere.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM images WHERE project IS NULL) AND NOT EXISTS (SELECT FROM container_registries WHERE project IS NULL) THEN
        ALTER TABLE images ALTER COLUMN project SET NOT NULL;
        ALTER TABLE container_registries ALTER COLUMN project SET NOT NULL;
    END IF;
END $$;
