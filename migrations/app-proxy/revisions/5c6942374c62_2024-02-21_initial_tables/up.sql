-- The first tables: workers, what they take, and tokens. alembic_version is there already.

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE TYPE appmode AS ENUM ('INTERACTIVE', 'INFERENCE');
CREATE TYPE frontendmode AS ENUM ('WILDCARD_DOMAIN', 'PORT');
CREATE TYPE proxyprotocol AS ENUM ('HTTP', 'GRPC', 'HTTP2', 'TCP');

CREATE TABLE tokens (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    login_session_token varchar(127),
    kernel_host         varchar(255) NOT NULL,
    kernel_port         integer NOT NULL,
    session_id          uuid NOT NULL,
    user_uuid           uuid NOT NULL,
    group_id            uuid NOT NULL,
    access_key          text NOT NULL,
    domain_name         text NOT NULL,
    CONSTRAINT pk_tokens PRIMARY KEY (id)
);

CREATE TABLE workers (
    id                 uuid NOT NULL DEFAULT uuid_generate_v4(),
    authority          varchar(255) NOT NULL,
    frontend_mode      frontendmode NOT NULL,
    protocol           proxyprotocol NOT NULL,
    hostname           varchar(1024) NOT NULL,
    use_tls            boolean NOT NULL,
    api_port           integer NOT NULL,
    available_circuits integer NOT NULL,
    occupied_circuits  integer NOT NULL,
    port_range         integer[],
    wildcard_domain    varchar(1024),
    nodes              integer NOT NULL,
    accepted_traffics  appmode[] NOT NULL,
    filtered_apps_only boolean NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_workers PRIMARY KEY (id),
    CONSTRAINT uq_workers_authority UNIQUE (authority)
);

CREATE TABLE worker_app_filters (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    property_name  varchar(96) NOT NULL,
    property_value varchar(1024) NOT NULL,
    worker         uuid NOT NULL DEFAULT uuid_generate_v4(),
    CONSTRAINT pk_worker_app_filters PRIMARY KEY (id),
    CONSTRAINT uq_worker_app_filter_worker_property_name_property_value
        UNIQUE (worker, property_name, property_value),
    CONSTRAINT fk_worker_app_filters_worker_workers FOREIGN KEY (worker) REFERENCES workers (id)
);
