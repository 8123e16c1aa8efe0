CREATE TABLE app_config_fragments (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    config_name varchar(128) NOT NULL,
    scope_type  varchar(64) NOT NULL,
    scope_id    varchar(255) NOT NULL,
    rank        integer NOT NULL,
    config      jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_app_config_fragments PRIMARY KEY (id),
    CONSTRAINT uq_app_config_fragments_config_name_scope_type_scope_id UNIQUE (config_name, scope_type, scope_id),
    CONSTRAINT fk_app_config_fragments_config_name_app_config_definitions FOREIGN KEY (config_name)
        REFERENCES app_config_definitions (config_name)
);
