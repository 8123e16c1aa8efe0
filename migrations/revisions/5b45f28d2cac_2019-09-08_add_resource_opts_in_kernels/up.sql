ALTER TABLE kernels ADD COLUMN resource_opts jsonb;
