-- loses: the values of keypairs.id

ALTER TABLE keypairs DROP COLUMN id;
