-- Routes can be degraded.

ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM (
    'provisioning', 'healthy', 'unhealthy', 'degraded', 'terminating', 'terminated',
    'failed_to_start'
);

ALTER TABLE routings ALTER COLUMN status DROP DEFAULT;
ALTER TABLE routings ALTER COLUMN status TYPE routestatus USING status::text::routestatus;

DROP TYPE routestatus_old;
