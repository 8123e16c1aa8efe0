DROP INDEX ix_endpoints_unique_name_when_not_destroyed;

CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
    WHERE lifecycle_stage <> ALL (ARRAY['destroying'::endpointlifecycle, 'destroyed'::endpointlifecycle]);

-- TODO: rows
