CREATE TABLE IF NOT EXISTS endpoint_auto_scaling_rules (
    id                uuid NOT NULL DEFAULT uuid_generate_v4(),
    metric_source     varchar(64) NOT NULL,
    metric_name       text NOT NULL,
    threshold         varchar NOT NULL,
    comparator        varchar(64) NOT NULL,
    step_size         integer NOT NULL,
    cooldown_seconds  integer NOT NULL,
    min_replicas      integer,
    max_replicas      integer,
    created_at        timestamptz DEFAULT now(),
    last_triggered_at timestamptz,
    endpoint          uuid NOT NULL,
    CONSTRAINT pk_endpoint_auto_scaling_rules PRIMARY KEY (id),
    CONSTRAINT fk_endpoint_auto_scaling_rules_endpoint_endpoints
        FOREIGN KEY (endpoint) REFERENCES endpoints(id) ON DELETE CASCADE
);
