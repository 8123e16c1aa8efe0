-- The name of an endpoint is free again when its destruction begins.

DROP INDEX IF EXISTS ix_endpoints_unique_name_when_not_destroyed;
-- Names need not be unique where an upgrade goes on to c7d58e2a4f93.
DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') NOT LIKE '%c7d58e2a4f93%' THEN
        CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
            WHERE lifecycle_stage NOT IN ('destroying', 'destroyed');
    END IF;
END $$;
