-- The first tables: keypairs, the kernels that run for them, and their usage. alembic_version is there already.

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE TABLE keypairs (
    user_id           integer,
    access_key        varchar(20) NOT NULL,
    secret_key        varchar(40),
    is_active         boolean,
    billing_plan      varchar,
    created_at        timestamptz DEFAULT now(),
    last_used         timestamptz,
    concurrency_limit integer,
    concurrency_used  integer,
    rate_limit        integer,
    num_queries       integer DEFAULT 0,
    CONSTRAINT pk_keypairs PRIMARY KEY (access_key)
);

CREATE TABLE kernels (
    sess_id       uuid NOT NULL DEFAULT uuid_generate_v4(),
    lang          varchar(64),
    access_key    varchar(20),
    created_at    timestamptz DEFAULT now(),
    terminated_at timestamptz,
    status        varchar,
    agent_id      varchar,
    container_id  varchar,
    CONSTRAINT pk_kernels PRIMARY KEY (sess_id),
    CONSTRAINT fk_kernels_access_key_keypairs FOREIGN KEY (access_key) REFERENCES keypairs(access_key)
);

CREATE TABLE usage (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    access_key_id varchar(20),
    kernel_type   varchar,
    kernel_id     varchar,
    started_at    timestamptz,
    terminated_at timestamptz,
    cpu_used      integer DEFAULT 0,
    mem_used      integer DEFAULT 0,
    io_used       integer DEFAULT 0,
    net_used      integer DEFAULT 0,
    CONSTRAINT pk_usage PRIMARY KEY (id),
    CONSTRAINT fk_usage_access_key_id_keypairs FOREIGN KEY (access_key_id) REFERENCES keypairs(access_key)
);
