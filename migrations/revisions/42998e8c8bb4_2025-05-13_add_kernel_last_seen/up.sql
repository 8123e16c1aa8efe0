ALTER TABLE kernels ADD COLUMN last_seen timestamptz;
