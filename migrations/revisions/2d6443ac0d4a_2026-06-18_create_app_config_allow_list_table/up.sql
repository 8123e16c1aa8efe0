CREATE TABLE app_config_allow_list (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    config_name varchar(128) NOT NULL,
    scope_type  varchar(64) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_app_config_allow_list PRIMARY KEY (id),
    CONSTRAINT uq_app_config_allow_list_config_name_scope_type UNIQUE (config_name, scope_type),
    CONSTRAINT fk_app_config_allow_list_config_name_app_config_definitions FOREIGN KEY (config_name)
        REFERENCES app_config_definitions (config_name)
);
