ALTER TABLE app_config_fragments
    ALTER COLUMN scope_id TYPE uuid USING scope_id::uuid,
    ALTER COLUMN scope_id DROP NOT NULL;

ALTER TABLE app_config_fragments
    ADD CONSTRAINT ck_app_config_fragments_scope_id_matches_scope_type
    CHECK ((scope_type = 'public') = (scope_id IS NULL));

CREATE UNIQUE INDEX uq_app_config_fragments_public_config_name ON app_config_fragments (config_name, scope_type)
    WHERE scope_id IS NULL;

-- TODO: rows
