ALTER TABLE usage_bucket_entries
    DROP COLUMN amount,
    DROP COLUMN duration_seconds,
    ADD COLUMN resource_usage numeric NOT NULL;

-- TODO: rows
