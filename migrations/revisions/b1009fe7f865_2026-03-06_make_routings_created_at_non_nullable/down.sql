ALTER TABLE routings ALTER COLUMN created_at DROP NOT NULL;

-- TODO: rows
