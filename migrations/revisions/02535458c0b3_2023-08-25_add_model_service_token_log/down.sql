-- loses: all rows of endpoint_tokens; the values of endpoints.created_at, destroyed_at, lifecycle_stage; the values of routings.created_at

ALTER TABLE endpoints
    DROP COLUMN IF EXISTS created_at,
    DROP COLUMN IF EXISTS destroyed_at,
    DROP COLUMN IF EXISTS lifecycle_stage;
ALTER TABLE routings DROP COLUMN IF EXISTS created_at;

CREATE INDEX ix_kernels_role ON kernels (role);

DROP TABLE endpoint_tokens;

DROP TYPE IF EXISTS endpointlifecycle;
