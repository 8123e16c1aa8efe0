ALTER TABLE users ADD COLUMN main_access_key varchar(20);

ALTER TABLE users
    ADD CONSTRAINT fk_users_main_access_key_keypairs
    FOREIGN KEY (main_access_key) REFERENCES keypairs (access_key) ON DELETE SET NULL;

-- TODO: rows
