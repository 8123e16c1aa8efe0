-- Whether an endpoint is being scaled becomes a state of its own: endpoints in "scaling" are ready and scaling, "created" is the same as
-- "ready" from here on. The enumeration becomes text.
ALTER TABLE deployment_history ADD COLUMN handler_category varchar(64) NOT NULL DEFAULT 'lifecycle';

ALTER TABLE endpoints ADD COLUMN scaling_state varchar(64) NOT NULL DEFAULT 'stable';

UPDATE endpoints SET scaling_state = 'scaling' WHERE lifecycle_stage = 'scaling';

DROP INDEX IF EXISTS ix_endpoints_unique_name_when_active;

ALTER TABLE endpoints
    ALTER COLUMN lifecycle_stage DROP DEFAULT,
    ALTER COLUMN lifecycle_stage TYPE varchar(64)
    USING CASE WHEN lifecycle_stage IN ('created', 'scaling') THEN 'ready' ELSE lifecycle_stage::text END;

-- Names need not be unique where an upgrade goes on to c7d58e2a4f93.
DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') NOT LIKE '%c7d58e2a4f93%' THEN
        CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
            WHERE lifecycle_stage NOT IN ('destroying', 'destroyed');
    END IF;
END $$;

DROP TYPE endpointlifecycle;
