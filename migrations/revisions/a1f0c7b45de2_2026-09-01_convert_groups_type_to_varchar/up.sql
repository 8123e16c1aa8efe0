ALTER TABLE groups ALTER COLUMN type TYPE varchar(64) USING type::text;

DROP TYPE projecttype;
