-- The start command of a model service is text again: a list of arguments becomes one line, quoted as a POSIX shell reads it.
-- Numbers and nulls in such a list count as the text they are written with. Documents of another shape stay as they are.

CREATE FUNCTION pg_temp.command_line(arguments jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(
        CASE WHEN word ~ '^[A-Za-z0-9_@%+=:,./-]+$' THEN word
             ELSE '''' || replace(word, '''', '''"''"''') || '''' END,
        ' ' ORDER BY place), '')
    FROM (
        SELECT coalesce(argument #>> '{}', 'null') AS word, place
        FROM jsonb_array_elements(arguments) WITH ORDINALITY AS list (argument, place)
    ) AS words
$$;

CREATE FUNCTION pg_temp.with_command_lines(definition jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof(definition -> 'models') = 'array' THEN jsonb_set(definition, '{models}', (
        SELECT coalesce(jsonb_agg(
            CASE WHEN jsonb_typeof(model #> '{service,start_command}') = 'array' THEN
                jsonb_set(model, '{service,start_command}',
                    to_jsonb(pg_temp.command_line(model #> '{service,start_command}')))
            ELSE model END
            ORDER BY place), '[]')
        FROM jsonb_array_elements(definition -> 'models') WITH ORDINALITY AS list (model, place)
    )) ELSE definition END
$$;

UPDATE deployment_revisions
SET model_definition = pg_temp.with_command_lines(model_definition)
WHERE model_definition IS DISTINCT FROM pg_temp.with_command_lines(model_definition);

UPDATE deployment_revision_presets
SET model_definition = pg_temp.with_command_lines(model_definition)
WHERE model_definition IS DISTINCT FROM pg_temp.with_command_lines(model_definition);

UPDATE runtime_variants
SET default_model_definition = pg_temp.with_command_lines(default_model_definition)
WHERE default_model_definition IS DISTINCT FROM pg_temp.with_command_lines(default_model_definition);

DROP FUNCTION pg_temp.with_command_lines(jsonb);
DROP FUNCTION pg_temp.command_line(jsonb);
