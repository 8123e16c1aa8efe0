-- loses: the values of sessions.is_preemptible

ALTER TABLE sessions DROP COLUMN is_preemptible;
