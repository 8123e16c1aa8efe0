-- A check without a time says nothing, and inventing a time could end the session.

DELETE FROM session_idle_checks WHERE expire_at IS NULL;

ALTER TABLE session_idle_checks ALTER COLUMN expire_at SET NOT NULL;
