-- Kernels are found by the beginning of their id.

CREATE INDEX IF NOT EXISTS ix_kernels_uuid_prefix ON kernels ((id::varchar) COLLATE "C");
