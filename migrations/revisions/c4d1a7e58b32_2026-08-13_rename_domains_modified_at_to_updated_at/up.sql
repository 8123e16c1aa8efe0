ALTER TABLE domains
    DROP COLUMN modified_at,
    ALTER COLUMN created_at SET NOT NULL,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

-- TODO: rows
