ALTER TABLE app_config_fragments
    DROP CONSTRAINT uq_app_config_fragments_config_name_scope_type_scope_id,
    ADD CONSTRAINT uq_app_config_fragments_config_name_scope_type_scope_id UNIQUE (config_name, scope_type, scope_id);

CREATE UNIQUE INDEX uq_app_config_fragments_public_config_name ON app_config_fragments (config_name, scope_type)
    WHERE scope_id IS NULL;
