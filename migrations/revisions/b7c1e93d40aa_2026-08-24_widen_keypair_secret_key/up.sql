ALTER TABLE keypairs ALTER COLUMN secret_key TYPE text;

-- TODO: rows
