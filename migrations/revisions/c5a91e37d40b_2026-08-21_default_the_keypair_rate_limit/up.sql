ALTER TABLE keypairs
    ALTER COLUMN rate_limit SET NOT NULL,
    ALTER COLUMN rate_limit SET DEFAULT 10000;

-- TODO: rows
