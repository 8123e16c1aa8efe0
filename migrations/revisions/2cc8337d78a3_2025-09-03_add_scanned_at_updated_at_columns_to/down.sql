-- loses: the values of artifacts.scanned_at, updated_at

ALTER TABLE artifacts
    DROP COLUMN scanned_at,
    DROP COLUMN updated_at;
