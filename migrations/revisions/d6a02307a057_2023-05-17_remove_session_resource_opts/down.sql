ALTER TABLE sessions ADD COLUMN IF NOT EXISTS resource_opts jsonb;
