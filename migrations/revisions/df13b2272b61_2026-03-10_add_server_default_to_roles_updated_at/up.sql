-- A role that was never changed was last changed when it was made.

UPDATE roles SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE roles
    ALTER COLUMN updated_at SET DEFAULT now(),
    ALTER COLUMN updated_at SET NOT NULL;
