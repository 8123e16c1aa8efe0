ALTER TABLE keypairs
    ALTER COLUMN rate_limit DROP NOT NULL,
    ALTER COLUMN rate_limit DROP DEFAULT;

-- TODO: rows
