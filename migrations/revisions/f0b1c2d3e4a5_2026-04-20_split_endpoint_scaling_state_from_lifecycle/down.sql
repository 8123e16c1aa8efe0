-- loses: the values of deployment_history.handler_category; "created", which has become "ready"

DROP INDEX IF EXISTS ix_endpoints_unique_name_when_active;

CREATE TYPE endpointlifecycle AS ENUM ('pending', 'created', 'scaling', 'ready', 'deploying', 'destroying', 'destroyed');

ALTER TABLE deployment_history DROP COLUMN handler_category;

ALTER TABLE endpoints
    ALTER COLUMN lifecycle_stage DROP DEFAULT,
    ALTER COLUMN lifecycle_stage TYPE endpointlifecycle
    USING CASE WHEN scaling_state = 'scaling' THEN 'scaling' ELSE lifecycle_stage END::endpointlifecycle;

ALTER TABLE endpoints DROP COLUMN scaling_state;

CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
    WHERE lifecycle_stage <> ALL (ARRAY['destroying'::endpointlifecycle, 'destroyed'::endpointlifecycle]);
