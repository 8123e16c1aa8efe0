-- The address of the owner, which users has.

ALTER TABLE keypairs DROP COLUMN user_id;
