ALTER TABLE users
    ALTER COLUMN need_password_change SET NOT NULL,
    ALTER COLUMN need_password_change SET DEFAULT false,
    ALTER COLUMN role SET NOT NULL,
    ALTER COLUMN totp_activated SET NOT NULL;

-- TODO: rows
