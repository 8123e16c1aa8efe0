-- loses: the values of sessions.batch_timeout

ALTER TABLE sessions DROP COLUMN IF EXISTS batch_timeout;
