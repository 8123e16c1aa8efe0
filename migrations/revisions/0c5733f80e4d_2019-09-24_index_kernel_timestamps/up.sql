-- Every kernel has a status and a type.

DO $$
DECLARE
    wrong uuid := (SELECT id FROM kernels WHERE status IS NULL LIMIT 1);
BEGIN
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'kernels, id %: it has no status', wrong USING HINT = 'A kernel that is gone is TERMINATED.';
    END IF;
END $$;

UPDATE kernels SET type = 'INTERACTIVE' WHERE type IS NULL;

ALTER TABLE kernels
    ALTER COLUMN status SET NOT NULL,
    ALTER COLUMN type SET NOT NULL;

CREATE INDEX ix_kernels_status_changed ON kernels (status_changed);
CREATE INDEX ix_kernels_updated_order ON kernels (created_at, terminated_at, status_changed);
