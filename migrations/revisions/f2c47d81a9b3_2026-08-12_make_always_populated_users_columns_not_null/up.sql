-- An empty one of these takes the value that a new user has.

UPDATE users
SET role = coalesce(role, 'user'),
    need_password_change = coalesce(need_password_change, false),
    totp_activated = coalesce(totp_activated, false)
WHERE role IS NULL OR need_password_change IS NULL OR totp_activated IS NULL;

ALTER TABLE users
    ALTER COLUMN role SET NOT NULL,
    ALTER COLUMN need_password_change SET NOT NULL,
    ALTER COLUMN need_password_change SET DEFAULT false,
    ALTER COLUMN totp_activated SET NOT NULL;
