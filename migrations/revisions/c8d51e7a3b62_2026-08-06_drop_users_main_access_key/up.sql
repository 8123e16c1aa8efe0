ALTER TABLE users DROP COLUMN main_access_key;

-- TODO: rows
