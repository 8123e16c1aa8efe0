-- A start command of one entry with a blank in it was a line for a shell: where the service names a shell, that runs it. What has
-- another shape stays.
CREATE FUNCTION pg_temp.is_line(service jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_typeof(service -> 'start_command') = 'array'
       AND service #> '{start_command,1}' IS NULL
       AND jsonb_typeof(service #> '{start_command,0}') = 'string'
       AND service #>> '{start_command,0}' LIKE '% %'
       -- Neither missing nor empty.
       AND service -> 'shell' NOT IN ('null', 'false', '0', '""', '[]', '{}')
$$;

CREATE FUNCTION pg_temp.wrapped(definition jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_set(definition, '{models}', jsonb_agg(
        CASE WHEN pg_temp.is_line(model -> 'service')
             THEN jsonb_set(model, '{service,start_command}',
                  jsonb_build_array(model #> '{service,shell}', '-c', model #> '{service,start_command,0}'))
             ELSE model END
        ORDER BY place))
    FROM jsonb_array_elements(definition -> 'models') WITH ORDINALITY AS m (model, place)
$$;

CREATE FUNCTION pg_temp.concerned(definition jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_typeof(definition -> 'models') = 'array'
       AND EXISTS (SELECT FROM jsonb_path_query(definition, '$.models[*].service') AS service WHERE pg_temp.is_line(service))
$$;

UPDATE deployment_revisions SET model_definition = pg_temp.wrapped(model_definition) WHERE pg_temp.concerned(model_definition);
UPDATE deployment_revision_presets SET model_definition = pg_temp.wrapped(model_definition) WHERE pg_temp.concerned(model_definition);
UPDATE runtime_variants SET default_model_definition = pg_temp.wrapped(default_model_definition)
WHERE pg_temp.concerned(default_model_definition);

DROP FUNCTION pg_temp.wrapped, pg_temp.concerned, pg_temp.is_line;
