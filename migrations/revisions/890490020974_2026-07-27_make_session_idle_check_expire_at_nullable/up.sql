ALTER TABLE session_idle_checks ALTER COLUMN expire_at DROP NOT NULL;
