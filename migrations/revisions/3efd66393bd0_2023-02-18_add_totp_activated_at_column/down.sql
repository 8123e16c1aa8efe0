-- loses: the values of users.totp_activated_at

ALTER TABLE users DROP COLUMN totp_activated_at;
