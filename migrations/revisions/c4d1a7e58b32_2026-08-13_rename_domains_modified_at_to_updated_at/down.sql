-- loses: the values of domains.updated_at

ALTER TABLE domains
    DROP COLUMN updated_at,
    ADD COLUMN modified_at timestamptz DEFAULT now(),
    ALTER COLUMN created_at DROP NOT NULL;

-- TODO: rows
