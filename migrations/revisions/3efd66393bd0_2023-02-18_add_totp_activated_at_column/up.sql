ALTER TABLE users ADD COLUMN totp_activated_at timestamptz;
