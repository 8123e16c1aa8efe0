ALTER TABLE keypairs DROP COLUMN user_id;

-- TODO: rows
