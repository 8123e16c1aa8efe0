CREATE UNIQUE INDEX ix_endpoints_unique_name_when_active ON endpoints (name, domain, project)
    WHERE lifecycle_stage NOT IN ('destroying', 'destroyed');

-- TODO: rows
