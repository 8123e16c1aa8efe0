ALTER TABLE users
    ALTER COLUMN role DROP NOT NULL,
    ALTER COLUMN need_password_change DROP NOT NULL,
    ALTER COLUMN need_password_change DROP DEFAULT,
    ALTER COLUMN totp_activated DROP NOT NULL;
