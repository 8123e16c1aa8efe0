-- The service of the variant "custom" gets a port where it has none.
UPDATE runtime_variants SET default_model_definition = jsonb_set(default_model_definition, '{models,0,service,port}', '8080')
WHERE name = 'custom'
  AND default_model_definition #> '{models,0,service}' IS NOT NULL
  AND default_model_definition #> '{models,0,service,port}' IS NULL;
