-- Query templates mark what is filled in as ${{labels}}, ${{window}} and ${{group_by}}; all else stands for itself. Until now they
-- followed Python's format strings: {labels}, with doubled braces for literal ones, of which some could be left single. Templates
-- that are converted already stay, and so do those that are no format string.

-- Doubles the braces of a template that stand for themselves: those around anything but the three names, and around {labels}
-- (the braces of a selector), unless they are doubled already or stand between doubled ones.
CREATE FUNCTION pg_temp.with_doubled_braces(template text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    field     constant text := '\{[^{}]*\}';
    result    text := '';
    done      integer := 1;
    first     integer;
    after     integer;
    found     text;
    wrapped   boolean;
    between   boolean;
    before    text;
BEGIN
    LOOP
        first := regexp_instr(template, field, done);
        EXIT WHEN first = 0;
        after := regexp_instr(template, field, done, 1, 1);
        found := substr(template, first, after - first);
        before := left(template, first - 1);
        wrapped := right(before, 1) = '{' AND substr(template, after, 1) = '}';
        -- Searched backwards: the nearer of two marks is at the smaller place of the reversed text, and 0 means none.
        between := strpos(reverse(before), '{{') > 0
            AND (strpos(reverse(before), '}}') = 0 OR strpos(reverse(before), '{{') < strpos(reverse(before), '}}'))
            AND strpos(substr(template, after), '}}') > 0;
        result := result || substr(template, done, first - done) || CASE
            WHEN wrapped OR found IN ('{window}', '{group_by}') OR (found = '{labels}' AND between) THEN found
            WHEN found = '{labels}' THEN '{{' || found || '}}'
            ELSE '{' || found || '}'
        END;
        done := after;
    END LOOP;
    RETURN result || substr(template, done);
END
$$;

-- Reads a format string as Python does; null where it is none.
CREATE FUNCTION pg_temp.with_placeholders(format text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    result text := '';
    at     integer := 1;
    size   constant integer := length(format);
    c      text;
    field  text;
    depth  integer;
BEGIN
    WHILE at <= size LOOP
        c := substr(format, at, 1);
        at := at + 1;
        IF c NOT IN ('{', '}') THEN
            result := result || c;
            CONTINUE;
        ELSIF substr(format, at, 1) = c THEN
            -- A doubled brace is a literal one.
            result := result || c;
            at := at + 1;
            CONTINUE;
        ELSIF c = '}' OR at > size THEN
            RETURN NULL;
        END IF;

        -- The name of a field ends with its brace, or where a conversion or a format begins; brackets hide all of these.
        field := '';
        LOOP
            IF at > size THEN
                RETURN NULL;
            END IF;
            c := substr(format, at, 1);
            at := at + 1;
            EXIT WHEN c IN ('}', ':', '!');
            IF c = '{' THEN
                RETURN NULL;
            END IF;
            field := field || c;
            IF c = '[' THEN
                WHILE at <= size AND substr(format, at, 1) <> ']' LOOP
                    field := field || substr(format, at, 1);
                    at := at + 1;
                END LOOP;
            END IF;
        END LOOP;

        -- Neither a conversion nor a format has a place in the new form.
        IF c = '!' THEN
            IF at > size THEN
                RETURN NULL;
            END IF;
            at := at + 1;
            c := substr(format, at, 1);
            at := at + 1;
            IF c NOT IN ('}', ':') THEN
                RETURN NULL;
            END IF;
        END IF;
        IF c <> '}' THEN
            depth := 1;
            WHILE depth > 0 LOOP
                IF at > size THEN
                    RETURN NULL;
                END IF;
                c := substr(format, at, 1);
                at := at + 1;
                depth := depth + CASE c WHEN '{' THEN 1 WHEN '}' THEN -1 ELSE 0 END;
            END LOOP;
        END IF;

        result := result || '${{' || field || '}}';
    END LOOP;
    RETURN result;
END
$$;

UPDATE prometheus_query_presets AS p
SET query_template = converted.template
FROM (
    SELECT id, pg_temp.with_placeholders(pg_temp.with_doubled_braces(query_template)) AS template
    FROM prometheus_query_presets
    WHERE query_template !~ '\$\{\{(labels|window|group_by)\}\}'
) AS converted
WHERE p.id = converted.id AND p.query_template <> converted.template;

DROP FUNCTION pg_temp.with_placeholders(text);
DROP FUNCTION pg_temp.with_doubled_braces(text);
