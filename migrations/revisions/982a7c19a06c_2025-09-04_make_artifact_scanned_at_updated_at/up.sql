ALTER TABLE artifacts
    ALTER COLUMN scanned_at TYPE timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz;
