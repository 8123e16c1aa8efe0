-- What a container wrote before it ended.

ALTER TABLE kernels ADD COLUMN container_log bytea;
