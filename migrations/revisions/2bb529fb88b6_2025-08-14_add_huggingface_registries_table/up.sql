CREATE TABLE huggingface_registries (
    id    uuid NOT NULL DEFAULT uuid_generate_v4(),
    url   varchar NOT NULL,
    token varchar,
    name  varchar NOT NULL,
    CONSTRAINT pk_huggingface_registries PRIMARY KEY (id),
    CONSTRAINT uq_huggingface_registries_name UNIQUE (name)
);
