ALTER TABLE users ADD COLUMN main_access_key varchar(20);

UPDATE users AS u
SET main_access_key = k.access_key
FROM keypairs AS k
WHERE k."user" = u.uuid AND k.is_default;

ALTER TABLE users
    ADD CONSTRAINT fk_users_main_access_key_keypairs FOREIGN KEY (main_access_key)
        REFERENCES keypairs (access_key) ON DELETE SET NULL;
