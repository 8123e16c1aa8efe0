-- Nothing was made.

DROP INDEX IF EXISTS ix_kernels_uuid_prefix;
