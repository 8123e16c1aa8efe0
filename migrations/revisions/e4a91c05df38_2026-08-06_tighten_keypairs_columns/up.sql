ALTER TABLE keypairs
    ALTER COLUMN user_id SET NOT NULL,
    ALTER COLUMN secret_key SET NOT NULL,
    ALTER COLUMN is_active SET NOT NULL,
    ALTER COLUMN is_admin SET NOT NULL,
    ALTER COLUMN num_queries SET NOT NULL;

-- TODO: rows
