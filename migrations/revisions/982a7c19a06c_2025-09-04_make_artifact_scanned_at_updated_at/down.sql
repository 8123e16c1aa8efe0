ALTER TABLE artifacts
    ALTER COLUMN scanned_at TYPE timestamp,
    ALTER COLUMN updated_at TYPE timestamp;
