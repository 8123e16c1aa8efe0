CREATE TABLE reservoir_registries (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint    varchar NOT NULL,
    access_key  varchar NOT NULL,
    secret_key  varchar NOT NULL,
    api_version varchar NOT NULL,
    CONSTRAINT pk_reservoir_registries PRIMARY KEY (id)
);
