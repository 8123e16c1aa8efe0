-- What goes through the workers.

CREATE TABLE circuits (
    id                 uuid NOT NULL DEFAULT uuid_generate_v4(),
    app                varchar(255),
    protocol           proxyprotocol NOT NULL,
    worker             uuid NOT NULL,
    app_mode           appmode NOT NULL,
    frontend_mode      frontendmode NOT NULL,
    port               integer,
    subdomain          varchar(255),
    envs               jsonb,
    arguments          varchar(1000),
    open_to_public     boolean NOT NULL,
    allowed_client_ips varchar(255),
    user_id            uuid,
    endpoint_id        uuid,
    session_ids        uuid[] NOT NULL,
    route_info         jsonb NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_circuits PRIMARY KEY (id),
    CONSTRAINT fk_circuits_worker_workers FOREIGN KEY (worker) REFERENCES workers (id)
);
