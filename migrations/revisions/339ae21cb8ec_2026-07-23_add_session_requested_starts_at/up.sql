ALTER TABLE sessions ADD COLUMN requested_starts_at timestamptz;

-- TODO: rows
