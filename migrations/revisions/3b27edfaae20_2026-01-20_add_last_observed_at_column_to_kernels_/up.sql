ALTER TABLE kernels ADD COLUMN last_observed_at timestamptz;
