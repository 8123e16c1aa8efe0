UPDATE runtime_variants SET default_model_definition = default_model_definition #- '{models,0,service,health_check,enable}'
WHERE name NOT IN ('custom', 'cmd')
  AND jsonb_typeof(default_model_definition #> '{models,0,service,health_check}') = 'object';

UPDATE runtime_variants SET default_model_definition = '{"models": null}'
WHERE name = 'custom' AND default_model_definition =
    '{"models": [{"name": "custom-model", "service": {"port": 8080, "health_check": {"enable": false, "path": "/health", "interval": 10.0, "max_retries": 10, "initial_delay": 1800.0}}}]}';
