ALTER TABLE users
    ADD COLUMN totp_activated boolean DEFAULT false,
    ADD COLUMN totp_key varchar(32);
