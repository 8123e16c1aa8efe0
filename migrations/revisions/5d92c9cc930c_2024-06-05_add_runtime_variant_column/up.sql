ALTER TABLE endpoints ADD COLUMN runtime_variant varchar(64) NOT NULL DEFAULT 'custom';

ALTER TABLE endpoints ALTER COLUMN runtime_variant DROP DEFAULT;
