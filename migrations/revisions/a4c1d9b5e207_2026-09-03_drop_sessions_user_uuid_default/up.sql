ALTER TABLE sessions ALTER COLUMN user_uuid DROP DEFAULT;

-- TODO: rows
