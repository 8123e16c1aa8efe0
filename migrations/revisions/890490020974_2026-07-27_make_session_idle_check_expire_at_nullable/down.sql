-- loses: the rows of session_idle_checks without expire_at

DELETE FROM session_idle_checks WHERE expire_at IS NULL;

ALTER TABLE session_idle_checks ALTER COLUMN expire_at SET NOT NULL;
