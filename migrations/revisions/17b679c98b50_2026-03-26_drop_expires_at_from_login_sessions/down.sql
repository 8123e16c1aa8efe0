-- loses: the values of login_sessions.expires_at (sessions end 7 days after they began)

ALTER TABLE login_sessions ADD COLUMN expires_at timestamptz;
UPDATE login_sessions SET expires_at = created_at + interval '7 days';
ALTER TABLE login_sessions ALTER COLUMN expires_at SET NOT NULL;
CREATE INDEX ix_login_sessions_expires_at ON login_sessions (expires_at);
