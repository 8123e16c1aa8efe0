ALTER TABLE permissions ADD COLUMN permission smallint NOT NULL;

-- TODO: rows
