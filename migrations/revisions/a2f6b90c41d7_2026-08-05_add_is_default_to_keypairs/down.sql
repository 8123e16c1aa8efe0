-- loses: the values of keypairs.is_default

ALTER TABLE keypairs DROP COLUMN is_default;
