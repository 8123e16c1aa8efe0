-- loses: the values of deployment_history.handler_category, endpoints.scaling_state

DROP INDEX ix_endpoints_unique_name_when_active;

CREATE TYPE endpointlifecycle AS ENUM ('pending', 'created', 'scaling', 'ready', 'deploying', 'destroying', 'destroyed');

ALTER TABLE deployment_history DROP COLUMN handler_category;

ALTER TABLE endpoints
    DROP COLUMN scaling_state,
    ALTER COLUMN lifecycle_stage TYPE endpointlifecycle USING lifecycle_stage::endpointlifecycle,
    ALTER COLUMN lifecycle_stage DROP DEFAULT;

CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
    WHERE lifecycle_stage <> ALL (ARRAY['destroying'::endpointlifecycle, 'destroyed'::endpointlifecycle]);

-- TODO: rows
