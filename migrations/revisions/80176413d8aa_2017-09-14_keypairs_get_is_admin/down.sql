-- loses: the values of keypairs.is_admin

ALTER TABLE keypairs DROP COLUMN is_admin;
