CREATE TABLE object_storages (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    name       varchar NOT NULL,
    host       varchar NOT NULL,
    access_key varchar NOT NULL,
    secret_key varchar NOT NULL,
    endpoint   varchar NOT NULL,
    region     varchar,
    CONSTRAINT pk_object_storages PRIMARY KEY (id)
);
CREATE INDEX ix_object_storages_host ON object_storages (host);
CREATE UNIQUE INDEX ix_object_storages_name ON object_storages (name);
