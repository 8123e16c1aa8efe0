DROP INDEX ix_endpoints_unique_name_when_active;

-- TODO: rows
