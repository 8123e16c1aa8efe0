-- loses: which keypair of a user is the main one

ALTER TABLE users
    DROP CONSTRAINT fk_users_main_access_key_keypairs,
    DROP COLUMN main_access_key;
