ALTER TABLE users
    DROP CONSTRAINT fk_users_main_access_key_keypairs,
    ADD CONSTRAINT fk_users_main_access_key_keypairs
        FOREIGN KEY (main_access_key) REFERENCES keypairs(access_key);
