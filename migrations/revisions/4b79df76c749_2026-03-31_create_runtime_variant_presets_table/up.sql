CREATE TABLE runtime_variant_presets (
    id              uuid NOT NULL DEFAULT uuid_generate_v4(),
    runtime_variant uuid NOT NULL,
    name            varchar(256) NOT NULL,
    description     text,
    rank            integer NOT NULL,
    preset_target   varchar(16) NOT NULL,
    value_type      varchar(16) NOT NULL,
    default_value   varchar(512),
    key             varchar(256) NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz,
    CONSTRAINT pk_runtime_variant_presets PRIMARY KEY (id),
    CONSTRAINT uq_runtime_variant_presets_variant_name UNIQUE (runtime_variant, name)
);
CREATE INDEX ix_runtime_variant_presets_variant_rank ON runtime_variant_presets (runtime_variant, rank);
