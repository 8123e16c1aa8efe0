ALTER TABLE session_idle_checks ALTER COLUMN expire_at SET NOT NULL;

-- TODO: rows
