-- "start-command" of a model's service becomes "start_command", a text split at white space; where both are there, the one with the
-- hyphen goes. What has another shape stays.
CREATE FUNCTION pg_temp.words(command jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof(command) = 'string' THEN (
        SELECT coalesce(jsonb_agg(word ORDER BY place), '[]')
        -- All that Unicode counts as white space, and the separators of ASCII.
        FROM regexp_split_to_table(
            command #>> '{}', '[\s\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+'
        ) WITH ORDINALITY AS w (word, place)
        WHERE word <> ''
    ) ELSE command END
$$;

CREATE FUNCTION pg_temp.renamed(definition jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_set(definition, '{models}', jsonb_agg(
        CASE WHEN jsonb_typeof(model -> 'service') = 'object' AND model -> 'service' ? 'start-command'
             THEN jsonb_set(model, '{service}',
                  jsonb_build_object('start_command', pg_temp.words(model #> '{service,start-command}'))
                  || (model -> 'service') - 'start-command')
             ELSE model END
        ORDER BY place))
    FROM jsonb_array_elements(definition -> 'models') WITH ORDINALITY AS m (model, place)
$$;

CREATE FUNCTION pg_temp.concerned(definition jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_typeof(definition -> 'models') = 'array'
       AND jsonb_path_exists(definition, '$.models[*].service ? (exists (@."start-command"))')
$$;

UPDATE deployment_revisions SET model_definition = pg_temp.renamed(model_definition) WHERE pg_temp.concerned(model_definition);
UPDATE deployment_revision_presets SET model_definition = pg_temp.renamed(model_definition) WHERE pg_temp.concerned(model_definition);
UPDATE runtime_variants SET default_model_definition = pg_temp.renamed(default_model_definition)
WHERE pg_temp.concerned(default_model_definition);

DROP FUNCTION pg_temp.renamed, pg_temp.concerned, pg_temp.words;
