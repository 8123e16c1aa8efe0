-- The variant "custom" has a model, its model a service, and that a port: each is filled in where it is missing.
UPDATE runtime_variants SET default_model_definition =
    '{"models": [{"name": "custom-model", "service": {"port": 8080, "health_check": {"enable": false, "path": "/health", "interval": 10.0, "max_retries": 10, "initial_delay": 1800.0}}}]}'
WHERE name = 'custom' AND jsonb_typeof(default_model_definition #> '{models,0}') IS DISTINCT FROM 'object';

UPDATE runtime_variants SET default_model_definition = jsonb_set(default_model_definition, '{models,0,service}',
    '{"port": 8080, "health_check": {"enable": false, "path": "/health", "interval": 10.0, "max_retries": 10, "initial_delay": 1800.0}}')
WHERE name = 'custom' AND jsonb_typeof(default_model_definition #> '{models,0,service}') IS DISTINCT FROM 'object';

UPDATE runtime_variants SET default_model_definition = jsonb_set(default_model_definition, '{models,0,service,port}', '8080')
WHERE name = 'custom' AND default_model_definition #>> '{models,0,service,port}' IS NULL;
