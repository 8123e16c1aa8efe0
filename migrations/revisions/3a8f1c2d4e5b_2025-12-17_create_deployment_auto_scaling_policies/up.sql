-- A policy for each endpoint that has a rule of automatic scaling, made from the newest one. A rule has one
-- threshold and one step; the step serves both ways.

CREATE TABLE deployment_auto_scaling_policies (
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint             uuid NOT NULL,
    min_replicas         integer NOT NULL DEFAULT 1,
    max_replicas         integer NOT NULL DEFAULT 10,
    metric_source        varchar(64),
    metric_name          text,
    comparator           varchar(64),
    scale_up_threshold   varchar,
    scale_down_threshold varchar,
    scale_up_step_size   integer NOT NULL DEFAULT 1,
    scale_down_step_size integer NOT NULL DEFAULT 1,
    cooldown_seconds     integer NOT NULL DEFAULT 300,
    last_scaled_at       timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz,
    CONSTRAINT pk_deployment_auto_scaling_policies PRIMARY KEY (id),
    CONSTRAINT uq_deployment_auto_scaling_policies_endpoint UNIQUE (endpoint)
);
CREATE INDEX ix_deployment_auto_scaling_policies_endpoint
    ON deployment_auto_scaling_policies (endpoint);

INSERT INTO deployment_auto_scaling_policies (
    endpoint, min_replicas, max_replicas, metric_source, metric_name, comparator, scale_up_threshold,
    scale_up_step_size, scale_down_step_size, cooldown_seconds, last_scaled_at, created_at
)
SELECT DISTINCT ON (endpoint)
    endpoint, coalesce(min_replicas, 1), coalesce(max_replicas, 10), metric_source, metric_name, comparator, threshold,
    step_size, step_size, cooldown_seconds, last_triggered_at, coalesce(created_at, now())
FROM endpoint_auto_scaling_rules
ORDER BY endpoint, created_at DESC, id;
