-- A fragment's scope is the uuid of a domain or user, or nothing where it is public. A scope that is no uuid decides who sees
-- the fragment and cannot be guessed; nor can it be decided which of two fragments of one scope counts.

DO $$
DECLARE
    fragment record;
BEGIN
    SELECT id, config_name, scope_type, scope_id INTO fragment
    FROM app_config_fragments
    WHERE scope_type <> 'public'
      AND scope_id !~ '^([0-9A-Fa-f]{4}-?){7}[0-9A-Fa-f]{4}$|^\{([0-9A-Fa-f]{4}-?){7}[0-9A-Fa-f]{4}\}$'
    ORDER BY config_name, scope_type, scope_id
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'app_config_fragments %: the scope "%" of the % fragment of "%" is no uuid; correct it or delete the row',
            fragment.id, fragment.scope_id, fragment.scope_type, fragment.config_name;
    END IF;

    SELECT string_agg(id::text, ', ' ORDER BY scope_id) AS ids, config_name, scope_type INTO fragment
    FROM app_config_fragments
    GROUP BY config_name, scope_type, CASE WHEN scope_type <> 'public' THEN scope_id::uuid END
    HAVING count(*) > 1
    ORDER BY config_name, scope_type
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'app_config_fragments %: these % fragments of "%" are for the same scope; delete all but one',
            fragment.ids, fragment.scope_type, fragment.config_name;
    END IF;
END
$$;

ALTER TABLE app_config_fragments
    ALTER COLUMN scope_id DROP NOT NULL,
    ALTER COLUMN scope_id TYPE uuid USING CASE WHEN scope_type <> 'public' THEN scope_id::uuid END,
    ADD CONSTRAINT ck_app_config_fragments_scope_id_matches_scope_type
        CHECK ((scope_type = 'public') = (scope_id IS NULL));

-- The unique key lets any number of rows without a scope pass.
CREATE UNIQUE INDEX uq_app_config_fragments_public_config_name ON app_config_fragments (config_name, scope_type)
    WHERE scope_id IS NULL;
