CREATE TABLE IF NOT EXISTS networks (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar(128) NOT NULL,
    ref_name    varchar(128) NOT NULL,
    driver      varchar(64) NOT NULL,
    options     jsonb NOT NULL DEFAULT '{}',
    project     uuid NOT NULL,
    domain_name varchar(64) NOT NULL,
    created_at  timestamptz DEFAULT now(),
    updated_at  timestamptz DEFAULT now(),
    CONSTRAINT pk_networks PRIMARY KEY (id)
);

ALTER TABLE sessions
    ADD COLUMN IF NOT EXISTS network_id varchar(128),
    ADD COLUMN IF NOT EXISTS network_type varchar(64);
