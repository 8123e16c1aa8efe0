-- loses: the values of users.totp_activated, totp_key

ALTER TABLE users
    DROP COLUMN totp_activated,
    DROP COLUMN totp_key;
