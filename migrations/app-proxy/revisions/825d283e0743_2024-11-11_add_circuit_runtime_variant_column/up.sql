ALTER TABLE circuits ADD COLUMN runtime_variant varchar(64);
