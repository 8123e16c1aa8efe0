DROP INDEX IF EXISTS ix_endpoints_unique_name_when_active;
CREATE UNIQUE INDEX ix_endpoints_unique_name_when_not_destroyed ON endpoints (name, domain, project)
    WHERE lifecycle_stage <> 'destroyed';
