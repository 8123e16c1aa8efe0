-- A policy for each endpoint that is not destroyed: rolling updates, one replica more at a time.

CREATE TABLE deployment_policies (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint            uuid NOT NULL,
    strategy            varchar(64) NOT NULL,
    strategy_spec       jsonb NOT NULL DEFAULT '{}',
    rollback_on_failure boolean NOT NULL DEFAULT false,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_deployment_policies PRIMARY KEY (id),
    CONSTRAINT uq_deployment_policies_endpoint UNIQUE (endpoint)
);
CREATE INDEX ix_deployment_policies_endpoint ON deployment_policies (endpoint);

INSERT INTO deployment_policies (endpoint, strategy, strategy_spec)
SELECT id, 'ROLLING', '{"max_surge": 1, "max_unavailable": 0}' FROM endpoints WHERE lifecycle_stage <> 'destroyed';
