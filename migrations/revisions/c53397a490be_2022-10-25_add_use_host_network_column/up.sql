-- From 22.09.5 on alembic_version is a plain table without a primary key. Scaling groups may have NULL until 213a04e90ecf.

ALTER TABLE kernels ADD COLUMN use_host_network boolean NOT NULL DEFAULT false;
ALTER TABLE scaling_groups ADD COLUMN use_host_network boolean DEFAULT false;

ALTER TABLE kernels ALTER COLUMN use_host_network DROP DEFAULT;
ALTER TABLE scaling_groups ALTER COLUMN use_host_network DROP DEFAULT;

ALTER TABLE alembic_version
    DROP CONSTRAINT IF EXISTS alembic_version_pkc,
    ALTER COLUMN version_num DROP NOT NULL;
