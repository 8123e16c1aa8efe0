-- The name of an endpoint is free again when its destruction begins.

DROP INDEX IF EXISTS ix_endpoints_unique_name_when_not_destroyed;
CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
    WHERE lifecycle_stage NOT IN ('destroying', 'destroyed');
