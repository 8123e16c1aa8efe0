ALTER TABLE images ADD COLUMN last_used_at timestamptz NOT NULL;

-- TODO: rows
