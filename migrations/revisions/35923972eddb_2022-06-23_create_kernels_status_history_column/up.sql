ALTER TABLE kernels ADD COLUMN status_history jsonb;
