-- A folder was last changed when it was last used, or made; where neither is known, now.
ALTER TABLE vfolders ADD COLUMN updated_at timestamptz;

ALTER TABLE vfolders
    ALTER COLUMN updated_at TYPE timestamptz USING coalesce(last_used, created_at, now()),
    ALTER COLUMN updated_at SET DEFAULT now(),
    ALTER COLUMN updated_at SET NOT NULL;
