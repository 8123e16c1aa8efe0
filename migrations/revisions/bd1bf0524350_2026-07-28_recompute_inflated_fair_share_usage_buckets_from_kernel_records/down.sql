-- The usage becomes an amount for one second, which is the same product. It is rounded to six digits.
ALTER TABLE usage_bucket_entries RENAME COLUMN resource_usage TO amount;

ALTER TABLE usage_bucket_entries
    ALTER COLUMN amount TYPE numeric(24,6),
    ADD COLUMN duration_seconds integer NOT NULL DEFAULT 1;

ALTER TABLE usage_bucket_entries ALTER COLUMN duration_seconds DROP DEFAULT;
