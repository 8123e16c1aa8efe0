CREATE TABLE deployment_revision_presets (
    id               uuid NOT NULL DEFAULT uuid_generate_v4(),
    runtime_variant  uuid NOT NULL,
    name             varchar(256) NOT NULL,
    description      text,
    rank             integer NOT NULL,
    model_definition jsonb,
    resource_opts    jsonb NOT NULL DEFAULT '[]',
    cluster_mode     varchar(16) NOT NULL DEFAULT 'single-node',
    cluster_size     integer NOT NULL DEFAULT 1,
    startup_command  text,
    bootstrap_script text,
    environ          jsonb NOT NULL DEFAULT '{}',
    preset_values    jsonb NOT NULL DEFAULT '[]',
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz,
    image            varchar(512),
    resource_slots   jsonb NOT NULL DEFAULT '[]',
    CONSTRAINT pk_deployment_revision_presets PRIMARY KEY (id),
    CONSTRAINT uq_deployment_revision_presets_variant_name UNIQUE (runtime_variant, name)
);
CREATE INDEX ix_deployment_revision_presets_variant_rank ON deployment_revision_presets (runtime_variant, rank);
