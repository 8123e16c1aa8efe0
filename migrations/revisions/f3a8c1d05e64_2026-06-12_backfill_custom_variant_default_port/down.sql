UPDATE runtime_variants SET default_model_definition = default_model_definition #- '{models,0,service,port}'
WHERE name = 'custom' AND default_model_definition #> '{models,0,service,port}' = '8080';
