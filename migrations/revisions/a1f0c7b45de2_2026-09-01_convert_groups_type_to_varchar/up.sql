ALTER TABLE groups ALTER COLUMN type TYPE varchar(64);

DROP TYPE projecttype;

-- TODO: rows
