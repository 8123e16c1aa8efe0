-- Sessions that exist already have the middle priority, 10.

ALTER TABLE sessions ADD COLUMN priority integer NOT NULL DEFAULT 10;

ALTER TABLE sessions ALTER COLUMN priority DROP DEFAULT;

CREATE INDEX ix_session_status_with_priority ON sessions (status, priority);
CREATE INDEX ix_sessions_priority ON sessions (priority);
