DROP INDEX ix_endpoints_unique_name_when_active;

ALTER TABLE deployment_history ADD COLUMN handler_category varchar(32) NOT NULL DEFAULT 'lifecycle';

ALTER TABLE endpoints
    ALTER COLUMN lifecycle_stage TYPE varchar(64),
    ALTER COLUMN lifecycle_stage SET DEFAULT 'pending',
    ADD COLUMN scaling_state varchar(64) NOT NULL DEFAULT 'stable';

CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
    WHERE lifecycle_stage NOT IN ('destroying', 'destroyed');

DROP TYPE endpointlifecycle;

-- TODO: rows
