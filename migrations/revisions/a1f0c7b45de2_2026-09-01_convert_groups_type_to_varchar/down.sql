CREATE TYPE projecttype AS ENUM ('general', 'model-store');

ALTER TABLE groups ALTER COLUMN type TYPE projecttype USING type::projecttype;
