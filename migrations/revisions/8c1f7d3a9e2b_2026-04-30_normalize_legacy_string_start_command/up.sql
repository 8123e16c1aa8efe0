-- Start commands of models that are a text become a list with that text as its one entry. What has another shape stays.
CREATE FUNCTION pg_temp.listed(definition jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_set(definition, '{models}', jsonb_agg(
        CASE WHEN jsonb_typeof(model #> '{service,start_command}') = 'string'
             THEN jsonb_set(model, '{service,start_command}', jsonb_build_array(model #> '{service,start_command}'))
             ELSE model END
        ORDER BY place))
    FROM jsonb_array_elements(definition -> 'models') WITH ORDINALITY AS m (model, place)
$$;

CREATE FUNCTION pg_temp.concerned(definition jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_typeof(definition -> 'models') = 'array'
       AND jsonb_path_exists(definition, '$.models[*].service.start_command ? (@.type() == "string")')
$$;

UPDATE deployment_revisions SET model_definition = pg_temp.listed(model_definition) WHERE pg_temp.concerned(model_definition);
UPDATE deployment_revision_presets SET model_definition = pg_temp.listed(model_definition) WHERE pg_temp.concerned(model_definition);
UPDATE runtime_variants SET default_model_definition = pg_temp.listed(default_model_definition)
WHERE pg_temp.concerned(default_model_definition);

DROP FUNCTION pg_temp.listed, pg_temp.concerned;
