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
            (regexp_match(
                written #>> '{}', '^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)\s*$'
            ))[1]::double precision
    END
$$;

CREATE TEMPORARY TABLE entries AS
SELECT b.id, b.bucket_type, slot.key AS slot_name, b.seconds,
       (pg_temp.number(slot.value) / b.seconds)::text::numeric AS amount,
       coalesce(pg_temp.number(b.capacity -> slot.key), 0)::text::numeric AS capacity
FROM (
    SELECT id, bucket_type, usage, capacity, greatest(period_end - period_start, 1) * 86400 AS seconds
    FROM (
        SELECT id, 'domain', resource_usage, capacity_snapshot, period_start, period_end
        FROM domain_usage_buckets
        UNION ALL
        SELECT id, 'project', resource_usage, capacity_snapshot, period_start, period_end
        FROM project_usage_buckets
        UNION ALL
        SELECT id, 'user', resource_usage, capacity_snapshot, period_start, period_end
        FROM user_usage_buckets
    ) AS bucket (id, bucket_type, usage, capacity, period_start, period_end)
) AS b
CROSS JOIN jsonb_each(CASE jsonb_typeof(b.usage) WHEN 'object' THEN b.usage END) AS slot
WHERE pg_temp.number(slot.value) <> 0;

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT * INTO wrong
    FROM entries
    WHERE length(slot_name) > 64 OR abs(amount) >= 10::numeric ^ 18 OR abs(capacity) >= 10::numeric ^ 18
    ORDER BY id, slot_name
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '%_usage_buckets %: slot "%" with an amount of % and a capacity of % does not fit into '
            'usage_bucket_entries', wrong.bucket_type, wrong.id, wrong.slot_name, wrong.amount, wrong.capacity;
    END IF;
END
$$;

INSERT INTO usage_bucket_entries (bucket_id, bucket_type, slot_name, amount, duration_seconds, capacity)
SELECT id, bucket_type, slot_name, amount, seconds, capacity
FROM entries
ON CONFLICT DO NOTHING;

DROP TABLE entries;
DROP FUNCTION pg_temp.number(jsonb);
