-- Every model of a default definition must have a service with a port above 1: 8000, where it has none. The manager takes true
-- and false for the numbers 1 and 0 in a definition that it repairs, but does not look for them.

UPDATE runtime_variants AS v
SET default_model_definition = jsonb_set(v.default_model_definition, '{models}', (
    SELECT jsonb_agg(
        CASE
            WHEN jsonb_typeof(model) <> 'object' THEN model
            WHEN jsonb_typeof(model -> 'service') IS DISTINCT FROM 'object' THEN model || '{"service": {"port": 8000}}'
            WHEN port IS NULL OR port = 'null' OR jsonb_typeof(port) = 'boolean'
                OR (jsonb_typeof(port) = 'number' AND port <= '1')
                THEN jsonb_set(model, '{service,port}', '8000')
            ELSE model
        END ORDER BY place)
    FROM (
        SELECT model, place, model #> '{service,port}' AS port
        FROM jsonb_array_elements(v.default_model_definition -> 'models') WITH ORDINALITY AS list (model, place)
    ) AS models
))
WHERE EXISTS (
    SELECT FROM jsonb_array_elements(
        CASE jsonb_typeof(v.default_model_definition -> 'models')
            WHEN 'array' THEN v.default_model_definition -> 'models' ELSE '[]' END) AS model
    WHERE jsonb_typeof(model) = 'object'
      AND (model -> 'service' ->> 'port' IS NULL
        OR (jsonb_typeof(model -> 'service' -> 'port') = 'number' AND model -> 'service' -> 'port' <= '1'))
);
