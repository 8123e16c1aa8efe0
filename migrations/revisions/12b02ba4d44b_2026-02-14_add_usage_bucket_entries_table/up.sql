-- What a bucket of usage says per slot becomes rows: the slot-seconds divided by the length of the bucket, at least a
-- day, give the amount. Values that are no number or zero are left out.

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

CREATE FUNCTION pg_temp.number(written jsonb) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN written = 'true' THEN 1
        WHEN jsonb_typeof(written) IN ('number', 'string') THEN
            substring(written #>> '{}' FROM '^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)\s*$')::double precision
    END
$$;

INSERT INTO usage_bucket_entries (bucket_id, bucket_type, slot_name, amount, duration_seconds, capacity)
SELECT b.id, b.bucket_type, slot.key,
       (pg_temp.number(slot.value) / b.seconds)::text::numeric, b.seconds,
       coalesce(pg_temp.number(b.capacity -> slot.key), 0)::text::numeric
FROM (
    SELECT id, bucket_type, usage, capacity, greatest(period_end - period_start, 1) * 86400 AS seconds
    FROM (
        SELECT id, 'domain' AS bucket_type, resource_usage AS usage, capacity_snapshot AS capacity, period_start, period_end
        FROM domain_usage_buckets
        UNION ALL
        SELECT id, 'project', resource_usage, capacity_snapshot, period_start, period_end FROM project_usage_buckets
        UNION ALL
        SELECT id, 'user', resource_usage, capacity_snapshot, period_start, period_end FROM user_usage_buckets
    ) AS bucket
) AS b
CROSS JOIN jsonb_each(CASE jsonb_typeof(b.usage) WHEN 'object' THEN b.usage ELSE '{}' END) AS slot
WHERE pg_temp.number(slot.value) <> 0
ON CONFLICT DO NOTHING;

DROP FUNCTION pg_temp.number(jsonb);
