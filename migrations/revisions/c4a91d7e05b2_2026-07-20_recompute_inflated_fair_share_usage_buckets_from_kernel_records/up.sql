-- Usage was added up as the sum of the amounts times the sum of the seconds. It is computed anew from the records of the kernels,
-- into the buckets of each user, project and domain and their entries. The oldest day of the records may be half swept away
-- already: it and all before stay as they are. This repeats what the way to 26.4 does; a database that left it earlier still has
-- the amounts and seconds, where the usage should be.

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_attribute
               WHERE attrelid = 'usage_bucket_entries'::regclass AND attname = 'amount' AND NOT attisdropped) THEN
        ALTER TABLE usage_bucket_entries RENAME COLUMN amount TO resource_usage;
        ALTER TABLE usage_bucket_entries ALTER COLUMN resource_usage TYPE numeric;
    END IF;
END
$$;
ALTER TABLE usage_bucket_entries DROP COLUMN IF EXISTS duration_seconds;

-- No row, if there is no day to compute.
CREATE TEMPORARY TABLE rebuilt_days AS
SELECT first_day, last_day
FROM (
    SELECT (min(period_start) AT TIME ZONE 'UTC')::date + 1 AS first_day,
           (max(period_start) AT TIME ZONE 'UTC')::date AS last_day
    FROM kernel_usage_records
) AS days
WHERE first_day <= last_day;

-- The records are read once, and are far fewer after this. An amount that is no number is remembered by one of its records.
CREATE TEMPORARY TABLE rebuilt_usage AS
SELECT r.user_uuid, r.project_id, r.domain_name, r.resource_group_id,
    (r.period_start AT TIME ZONE 'UTC')::date AS day,
    slot.key AS slot_name,
    sum(CASE WHEN slot.value ~* '^\s*[+-]?(\d+\.?\d*(e[+-]?\d+)?|\.\d+(e[+-]?\d+)?|nan|inf(inity)?)\s*$'
             THEN slot.value::numeric END) AS resource_usage,
    min(r.id::text) FILTER (
        WHERE slot.value !~* '^\s*[+-]?(\d+\.?\d*(e[+-]?\d+)?|\.\d+(e[+-]?\d+)?|nan|inf(inity)?)\s*$') AS unreadable
FROM kernel_usage_records AS r
CROSS JOIN LATERAL jsonb_each_text(
    CASE WHEN jsonb_typeof(r.resource_usage) = 'object' THEN r.resource_usage ELSE '{}' END) AS slot
WHERE r.period_start >= (SELECT first_day::timestamp AT TIME ZONE 'UTC' FROM rebuilt_days)
  AND slot.value IS NOT NULL
GROUP BY r.user_uuid, r.project_id, r.domain_name, r.resource_group_id, day, slot.key;
ANALYZE rebuilt_usage;

DO $$
DECLARE
    usage record;
BEGIN
    SELECT unreadable, slot_name INTO usage FROM rebuilt_usage WHERE unreadable IS NOT NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'kernel_usage_records %: the usage of "%" is no number; correct it or take the slot out of resource_usage',
            usage.unreadable, usage.slot_name;
    END IF;
END
$$;

CREATE TEMPORARY TABLE rebuilt_bucket AS
SELECT 'user' AS bucket_type, b.id
FROM user_usage_buckets AS b JOIN rebuilt_days AS d ON b.period_start BETWEEN d.first_day AND d.last_day
UNION ALL
SELECT 'project', b.id
FROM project_usage_buckets AS b JOIN rebuilt_days AS d ON b.period_start BETWEEN d.first_day AND d.last_day
UNION ALL
SELECT 'domain', b.id
FROM domain_usage_buckets AS b JOIN rebuilt_days AS d ON b.period_start BETWEEN d.first_day AND d.last_day;
ANALYZE rebuilt_bucket;

DELETE FROM usage_bucket_entries AS e
USING rebuilt_bucket AS b
WHERE e.bucket_id = b.id AND e.bucket_type = b.bucket_type;

INSERT INTO usage_bucket_entries (bucket_id, bucket_type, slot_name, resource_usage, capacity)
SELECT b.id, 'user', u.slot_name, sum(u.resource_usage), 0
FROM user_usage_buckets AS b
JOIN rebuilt_usage AS u
  ON (u.user_uuid, u.project_id, u.resource_group_id, u.day)
   = (b.user_uuid, b.project_id, b.resource_group_id, b.period_start)
GROUP BY b.id, u.slot_name
UNION ALL
SELECT b.id, 'project', u.slot_name, sum(u.resource_usage), 0
FROM project_usage_buckets AS b
JOIN rebuilt_usage AS u
  ON (u.project_id, u.resource_group_id, u.day) = (b.project_id, b.resource_group_id, b.period_start)
GROUP BY b.id, u.slot_name
UNION ALL
SELECT b.id, 'domain', u.slot_name, sum(u.resource_usage), 0
FROM domain_usage_buckets AS b
JOIN rebuilt_usage AS u
  ON (u.domain_name, u.resource_group_id, u.day) = (b.domain_name, b.resource_group_id, b.period_start)
GROUP BY b.id, u.slot_name;

-- The document in each bucket repeats its entries, as text, which keeps every digit.
CREATE TEMPORARY TABLE rebuilt_document AS
SELECT b.bucket_type, b.id,
    coalesce(jsonb_object_agg(e.slot_name, e.resource_usage::text) FILTER (WHERE e.slot_name IS NOT NULL), '{}') AS usage
FROM rebuilt_bucket AS b
LEFT JOIN usage_bucket_entries AS e ON e.bucket_id = b.id AND e.bucket_type = b.bucket_type
GROUP BY b.bucket_type, b.id;
ANALYZE rebuilt_document;

UPDATE user_usage_buckets AS b SET resource_usage = d.usage FROM rebuilt_document AS d
WHERE b.id = d.id AND d.bucket_type = 'user' AND b.resource_usage IS DISTINCT FROM d.usage;
UPDATE project_usage_buckets AS b SET resource_usage = d.usage FROM rebuilt_document AS d
WHERE b.id = d.id AND d.bucket_type = 'project' AND b.resource_usage IS DISTINCT FROM d.usage;
UPDATE domain_usage_buckets AS b SET resource_usage = d.usage FROM rebuilt_document AS d
WHERE b.id = d.id AND d.bucket_type = 'domain' AND b.resource_usage IS DISTINCT FROM d.usage;

DROP TABLE rebuilt_document, rebuilt_bucket, rebuilt_usage, rebuilt_days;
