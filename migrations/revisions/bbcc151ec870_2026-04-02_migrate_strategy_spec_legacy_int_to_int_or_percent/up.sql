-- How many replicas there may be more or less is a count or a percentage; a plain number was a count.

UPDATE deployment_policies
SET strategy_spec = strategy_spec || (
    SELECT jsonb_object_agg(key, jsonb_build_object('count', round((value #>> '{}')::numeric)))
    FROM jsonb_each(strategy_spec)
    WHERE key IN ('max_surge', 'max_unavailable') AND jsonb_typeof(value) = 'number'
)
WHERE jsonb_typeof(strategy_spec) = 'object'
  AND 'number' IN (jsonb_typeof(strategy_spec -> 'max_surge'), jsonb_typeof(strategy_spec -> 'max_unavailable'));
