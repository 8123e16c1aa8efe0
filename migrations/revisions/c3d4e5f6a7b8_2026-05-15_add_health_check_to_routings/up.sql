-- Routes carry the health check of their revision, where that names a path; what it does not say, or says in another shape than a number,
-- is as the program takes it for granted.
ALTER TABLE routings ADD COLUMN health_check jsonb;

CREATE FUNCTION pg_temp.number(value jsonb, otherwise numeric) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT to_jsonb(CASE WHEN value #>> '{}' ~ '^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?\s*$' THEN (value #>> '{}')::float8 ELSE otherwise END)
$$;

CREATE FUNCTION pg_temp.whole(value jsonb, otherwise integer) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT to_jsonb(CASE WHEN value #>> '{}' ~ '^\s*[-+]?\d{1,9}\s*$' THEN (value #>> '{}')::integer ELSE otherwise END)
$$;

UPDATE routings r SET health_check = jsonb_build_object(
    'path', c.health_check ->> 'path',
    'interval', pg_temp.number(c.health_check -> 'interval', 10),
    'max_retries', pg_temp.whole(c.health_check -> 'max_retries', 10),
    'max_wait_time', pg_temp.number(c.health_check -> 'max_wait_time', 15),
    'expected_status_code', pg_temp.whole(c.health_check -> 'expected_status_code', 200),
    'initial_delay', pg_temp.number(c.health_check -> 'initial_delay', 60)
)
FROM (SELECT id, model_definition -> 'health_check' AS health_check FROM deployment_revisions) AS c
WHERE c.id = r.revision AND c.health_check ->> 'path' IS NOT NULL;

DROP FUNCTION pg_temp.number, pg_temp.whole;
