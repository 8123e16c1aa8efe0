-- The releases of a runtime between which a preset applies. The numbers of a version are taken from its text, so
-- that versions can be compared: three, of nine digits at most, those that are missing as 0. A text that does
-- not begin with a number has none.

ALTER TABLE runtime_variant_presets ADD COLUMN added_version text, ADD COLUMN deprecated_version text;

DO $$
DECLARE
    version text;
    columns text;
BEGIN
    FOREACH version IN ARRAY ARRAY['added_version', 'deprecated_version'] LOOP
        SELECT string_agg(
            format(
                'ADD COLUMN %2$I integer GENERATED ALWAYS AS (
                    CASE WHEN %1$I ~ %3$L
                        THEN (string_to_array(substring(%1$I, %3$L), ''.'')::integer[] || ARRAY[0, 0, 0])[%4$s]
                    END
                ) STORED',
                version,
                version || '_' || part,
                '^[0-9]{1,9}(?![0-9])(?:[.][0-9]{1,9}(?![0-9])){0,2}',
                place
            ),
            ', ' ORDER BY place
        ) INTO columns
        FROM unnest(ARRAY['major', 'minor', 'patch']) WITH ORDINALITY AS p (part, place);
        EXECUTE 'ALTER TABLE runtime_variant_presets ' || columns;
    END LOOP;
END
$$;
