-- Every model of a default definition must have a name: those without are called VARIANT-model, and VARIANT-model-N from the
-- second in the list on.

UPDATE runtime_variants AS v
SET default_model_definition = jsonb_set(v.default_model_definition, '{models}', (
    SELECT jsonb_agg(
        CASE WHEN jsonb_typeof(model) = 'object' AND model ->> 'name' IS NULL THEN
            model || jsonb_build_object('name',
                CASE WHEN place = 1 THEN v.name || '-model' ELSE v.name || '-model-' || place - 1 END)
        ELSE model END
        ORDER BY place)
    FROM jsonb_array_elements(v.default_model_definition -> 'models') WITH ORDINALITY AS list (model, place)
))
WHERE EXISTS (
    SELECT FROM jsonb_array_elements(
        CASE jsonb_typeof(v.default_model_definition -> 'models')
            WHEN 'array' THEN v.default_model_definition -> 'models' ELSE '[]' END) AS model
    WHERE jsonb_typeof(model) = 'object' AND model ->> 'name' IS NULL
);
