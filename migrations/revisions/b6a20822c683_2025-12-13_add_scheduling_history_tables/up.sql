CREATE TABLE deployment_history (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    deployment_id uuid NOT NULL,
    phase         varchar(64) NOT NULL,
    from_status   varchar(64),
    to_status     varchar(64),
    result        varchar(32) NOT NULL,
    error_code    varchar(128),
    message       text NOT NULL,
    attempts      integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT pk_deployment_history PRIMARY KEY (id)
);
CREATE INDEX ix_deployment_history_deployment_id ON deployment_history (deployment_id);

CREATE TABLE kernel_scheduling_history (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    kernel_id   uuid NOT NULL,
    session_id  uuid NOT NULL,
    phase       varchar(64) NOT NULL,
    from_status varchar(64),
    to_status   varchar(64),
    result      varchar(32) NOT NULL,
    error_code  varchar(128),
    message     text NOT NULL,
    attempts    integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT pk_kernel_scheduling_history PRIMARY KEY (id)
);
CREATE INDEX ix_kernel_scheduling_history_kernel_id ON kernel_scheduling_history (kernel_id);
CREATE INDEX ix_kernel_scheduling_history_session_id ON kernel_scheduling_history (session_id);

CREATE TABLE route_history (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    route_id      uuid NOT NULL,
    deployment_id uuid NOT NULL,
    phase         varchar(64) NOT NULL,
    from_status   varchar(64),
    to_status     varchar(64),
    result        varchar(32) NOT NULL,
    error_code    varchar(128),
    message       text NOT NULL,
    attempts      integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT pk_route_history PRIMARY KEY (id)
);
CREATE INDEX ix_route_history_deployment_id ON route_history (deployment_id);
CREATE INDEX ix_route_history_route_id ON route_history (route_id);

CREATE TABLE session_scheduling_history (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    session_id  uuid NOT NULL,
    phase       varchar(64) NOT NULL,
    from_status varchar(64),
    to_status   varchar(64),
    result      varchar(32) NOT NULL,
    error_code  varchar(128),
    message     text NOT NULL,
    sub_steps   jsonb,
    attempts    integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT pk_session_scheduling_history PRIMARY KEY (id)
);
CREATE INDEX ix_session_scheduling_history_session_id ON session_scheduling_history (session_id);
