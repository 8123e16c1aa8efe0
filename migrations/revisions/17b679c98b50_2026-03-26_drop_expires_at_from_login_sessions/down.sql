ALTER TABLE login_sessions ADD COLUMN expires_at timestamptz NOT NULL;

CREATE INDEX ix_login_sessions_expires_at ON login_sessions (expires_at);
