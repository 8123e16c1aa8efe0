ALTER TABLE users
    ALTER COLUMN domain_name DROP NOT NULL,
    ALTER COLUMN domain_id DROP NOT NULL;

-- TODO: rows
