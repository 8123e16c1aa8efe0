CREATE TABLE global_entities (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    name       varchar(32) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_global_entities PRIMARY KEY (id),
    CONSTRAINT uq_global_entities_name UNIQUE (name)
);

-- TODO: rows
