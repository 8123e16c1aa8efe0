ALTER TABLE app_config_fragments
    DROP CONSTRAINT fk_app_config_fragments_config_name_scope_type,
    ADD CONSTRAINT fk_app_config_fragments_config_name_app_config_definitions FOREIGN KEY (config_name)
        REFERENCES app_config_definitions (config_name);

ALTER TABLE app_config_allow_list
    DROP CONSTRAINT fk_app_config_allow_list_config_name_app_config_definitions,
    ADD CONSTRAINT fk_app_config_allow_list_config_name_app_config_definitions FOREIGN KEY (config_name)
        REFERENCES app_config_definitions (config_name);
