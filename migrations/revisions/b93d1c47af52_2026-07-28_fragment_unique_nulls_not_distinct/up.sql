ALTER TABLE app_config_fragments DROP CONSTRAINT uq_app_config_fragments_config_name_scope_type_scope_id;

DROP INDEX uq_app_config_fragments_public_config_name;

ALTER TABLE app_config_fragments
    ADD CONSTRAINT uq_app_config_fragments_config_name_scope_type_scope_id
    UNIQUE NULLS NOT DISTINCT (config_name, scope_type, scope_id);

-- TODO: rows
