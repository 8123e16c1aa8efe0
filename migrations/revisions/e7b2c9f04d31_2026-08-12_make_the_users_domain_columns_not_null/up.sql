ALTER TABLE users
    ALTER COLUMN domain_name SET NOT NULL,
    ALTER COLUMN domain_id SET NOT NULL;

-- TODO: rows
