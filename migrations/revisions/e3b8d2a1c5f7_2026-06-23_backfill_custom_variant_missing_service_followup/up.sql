-- The runtime variant "custom" gets whatever its default definition lacks: the first model, the service of the first model,
-- or the port of that service. The same was done on the way to 26.4; a database that left that road earlier gets it here.

UPDATE runtime_variants AS v
SET default_model_definition = CASE
    WHEN jsonb_typeof(default_model_definition #> '{models,0}') IS DISTINCT FROM 'object' THEN
        jsonb_build_object('models', jsonb_build_array(
            jsonb_build_object('name', 'custom-model', 'service', fallback.service)))
    WHEN jsonb_typeof(default_model_definition #> '{models,0,service}') IS DISTINCT FROM 'object' THEN
        jsonb_set(default_model_definition, '{models,0,service}', fallback.service)
    ELSE
        jsonb_set(default_model_definition, '{models,0,service,port}', fallback.service -> 'port')
    END
FROM (VALUES ('{
        "port": 8080,
        "health_check": {
            "enable": false, "path": "/health", "interval": 10.0, "max_retries": 10, "initial_delay": 1800.0
        }
    }'::jsonb)) AS fallback (service)
WHERE v.name = 'custom'
  AND (jsonb_typeof(default_model_definition #> '{models,0}') IS DISTINCT FROM 'object'
    OR jsonb_typeof(default_model_definition #> '{models,0,service}') IS DISTINCT FROM 'object'
    OR default_model_definition #>> '{models,0,service,port}' IS NULL);
