-- loses: the values of sessions.job_priority

ALTER TABLE sessions DROP COLUMN job_priority;
