ALTER TABLE login_sessions DROP COLUMN expires_at;
