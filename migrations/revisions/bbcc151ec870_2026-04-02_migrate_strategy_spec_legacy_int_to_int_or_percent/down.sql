-- loses: which of deployment_policies.strategy_spec's numbers were percentages (they are rounded)

UPDATE deployment_policies
SET strategy_spec = strategy_spec || (
    SELECT jsonb_object_agg(key, round(coalesce((value ->> 'count')::numeric, (value ->> 'percent')::numeric, 0)))
    FROM jsonb_each(strategy_spec)
    WHERE key IN ('max_surge', 'max_unavailable') AND jsonb_typeof(value) = 'object'
)
WHERE jsonb_typeof(strategy_spec) = 'object'
  AND 'object' IN (jsonb_typeof(strategy_spec -> 'max_surge'), jsonb_typeof(strategy_spec -> 'max_unavailable'));
