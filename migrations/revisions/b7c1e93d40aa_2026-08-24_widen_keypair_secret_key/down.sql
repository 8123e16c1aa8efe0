ALTER TABLE keypairs ALTER COLUMN secret_key TYPE varchar(40);

-- TODO: rows
