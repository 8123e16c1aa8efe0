ALTER TABLE app_config_allow_list DROP CONSTRAINT fk_app_config_allow_list_config_name;

ALTER TABLE app_config_fragments DROP CONSTRAINT fk_app_config_fragments_config_name_app_config_definitions;

ALTER TABLE app_config_allow_list
    ADD CONSTRAINT fk_app_config_allow_list_config_name_app_config_definitions
    FOREIGN KEY (config_name) REFERENCES app_config_definitions (config_name) ON DELETE CASCADE;

ALTER TABLE app_config_fragments
    ADD CONSTRAINT fk_app_config_fragments_config_name_scope_type
    FOREIGN KEY (config_name, scope_type) REFERENCES app_config_allow_list (config_name, scope_type) ON DELETE CASCADE;

-- TODO: rows
