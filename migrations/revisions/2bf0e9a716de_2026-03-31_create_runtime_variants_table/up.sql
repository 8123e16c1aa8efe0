CREATE TABLE runtime_variants (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(128) NOT NULL,
    description text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz,
    CONSTRAINT pk_runtime_variants PRIMARY KEY (id),
    CONSTRAINT uq_runtime_variants_name UNIQUE (name)
);
