ALTER TABLE sessions ADD COLUMN IF NOT EXISTS batch_timeout bigint;
