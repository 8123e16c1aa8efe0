-- loses: the values of sessions.priority

DROP INDEX ix_session_status_with_priority;
DROP INDEX ix_sessions_priority;

ALTER TABLE sessions DROP COLUMN priority;
