-- Databases that a release prepared never had the index.

DROP INDEX IF EXISTS ix_kernels_uuid_prefix;
