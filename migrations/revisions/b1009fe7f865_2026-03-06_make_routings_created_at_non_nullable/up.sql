ALTER TABLE routings ALTER COLUMN created_at SET NOT NULL;

-- TODO: rows
