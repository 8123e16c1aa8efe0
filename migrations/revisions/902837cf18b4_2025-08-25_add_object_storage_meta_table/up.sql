CREATE TABLE object_storage_meta (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    bucket     varchar NOT NULL,
    storage_id uuid NOT NULL,
    CONSTRAINT pk_object_storage_meta PRIMARY KEY (id),
    CONSTRAINT uq_storage_id_bucket UNIQUE (storage_id, bucket)
);
