-- The table comes back empty.
CREATE TYPE app_config_scope_type AS ENUM ('DOMAIN', 'PROJECT', 'USER');

CREATE TABLE app_configs (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
    scope_type   app_config_scope_type NOT NULL,
    scope_id     varchar(256) NOT NULL,
    extra_config jsonb NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    modified_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_app_configs PRIMARY KEY (id),
    CONSTRAINT uq_app_configs_scope UNIQUE (scope_type, scope_id)
);
CREATE INDEX ix_app_configs_scope_id ON app_configs (scope_id);
CREATE INDEX ix_app_configs_scope_type ON app_configs (scope_type);
