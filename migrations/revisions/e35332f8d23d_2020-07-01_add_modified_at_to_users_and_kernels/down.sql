-- loses: the values of keypairs.modified_at and users.modified_at

ALTER TABLE users DROP COLUMN modified_at;
ALTER TABLE keypairs DROP COLUMN modified_at;
