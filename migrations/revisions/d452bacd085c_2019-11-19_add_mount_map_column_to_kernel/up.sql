-- Where vfolders are mounted in a kernel.

ALTER TABLE kernels ADD COLUMN mount_map jsonb;
