CREATE TABLE replica_group_history (
    id               uuid NOT NULL DEFAULT uuid_generate_v4(),
    replica_group_id uuid NOT NULL,
    deployment_id    uuid NOT NULL,
    category         varchar(64) NOT NULL DEFAULT 'lifecycle',
    phase            varchar(64) NOT NULL,
    from_status      varchar(64),
    to_status        varchar(64),
    result           varchar(32) NOT NULL,
    error_code       varchar(128),
    message          text NOT NULL,
    sub_steps        jsonb NOT NULL DEFAULT '[]',
    attempts         integer NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT pk_replica_group_history PRIMARY KEY (id)
);
CREATE INDEX ix_replica_group_history_deployment_id ON replica_group_history (deployment_id);
CREATE INDEX ix_replica_group_history_replica_group_id ON replica_group_history (replica_group_id);
