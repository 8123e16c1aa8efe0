CREATE TABLE service_catalog (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    service_group  varchar(64) NOT NULL,
    instance_id    varchar(128) NOT NULL,
    display_name   varchar(256) NOT NULL,
    version        varchar(64) NOT NULL,
    labels         jsonb NOT NULL DEFAULT '{}',
    status         varchar(64) NOT NULL,
    startup_time   timestamptz NOT NULL,
    registered_at  timestamptz NOT NULL DEFAULT now(),
    last_heartbeat timestamptz NOT NULL DEFAULT now(),
    config_hash    varchar(128) NOT NULL DEFAULT '',
    CONSTRAINT pk_service_catalog PRIMARY KEY (id),
    CONSTRAINT uq_service_catalog_service_group_instance_id UNIQUE (service_group, instance_id)
);
CREATE INDEX ix_service_catalog_service_group ON service_catalog (service_group);
CREATE INDEX ix_service_catalog_status ON service_catalog (status);

CREATE TABLE service_catalog_endpoint (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    service_id uuid NOT NULL,
    role       varchar(32) NOT NULL,
    scope      varchar(32) NOT NULL,
    address    varchar(256) NOT NULL,
    port       integer NOT NULL,
    protocol   varchar(16) NOT NULL,
    metadata   jsonb DEFAULT '{}',
    CONSTRAINT pk_service_catalog_endpoint PRIMARY KEY (id),
    CONSTRAINT uq_service_catalog_endpoint_service_id_role_scope UNIQUE (service_id, role, scope),
    CONSTRAINT fk_service_catalog_endpoint_service_id_service_catalog
        FOREIGN KEY (service_id) REFERENCES service_catalog (id) ON DELETE CASCADE
);
