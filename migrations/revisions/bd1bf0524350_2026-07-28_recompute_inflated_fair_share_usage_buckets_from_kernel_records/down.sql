-- loses: the values of usage_bucket_entries.resource_usage

ALTER TABLE usage_bucket_entries
    DROP COLUMN resource_usage,
    ADD COLUMN amount numeric(24,6) NOT NULL,
    ADD COLUMN duration_seconds integer NOT NULL;

-- TODO: rows
