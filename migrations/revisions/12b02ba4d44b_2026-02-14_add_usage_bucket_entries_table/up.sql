CREATE TABLE usage_bucket_entries (
    bucket_id        uuid NOT NULL,
    bucket_type      varchar(16) NOT NULL,
    slot_name        varchar(64) NOT NULL,
    capacity         numeric(24,6) NOT NULL,
    amount           numeric(24,6) NOT NULL,
    duration_seconds integer NOT NULL,
    CONSTRAINT pk_usage_bucket_entries PRIMARY KEY (bucket_id, slot_name)
);
CREATE INDEX ix_usage_bucket_entries_bucket_type ON usage_bucket_entries (bucket_type);
CREATE INDEX ix_usage_bucket_entries_slot ON usage_bucket_entries (slot_name);

-- TODO: rows
