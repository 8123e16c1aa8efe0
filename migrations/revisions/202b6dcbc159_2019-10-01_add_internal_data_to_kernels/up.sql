ALTER TABLE kernels ADD COLUMN internal_data jsonb;
