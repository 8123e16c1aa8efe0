CREATE TABLE app_config_definitions (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    config_name varchar(128) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_app_config_definitions PRIMARY KEY (id),
    CONSTRAINT uq_app_config_definitions_config_name UNIQUE (config_name)
);
