-- Adds kernels.status_history. From 22.09 on alembic_version is a plain table without a primary key.

ALTER TABLE kernels ADD COLUMN status_history jsonb;

ALTER TABLE alembic_version
    DROP CONSTRAINT IF EXISTS alembic_version_pkc,
    ALTER COLUMN version_num DROP NOT NULL;
