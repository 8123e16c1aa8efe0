CREATE TYPE routestatus AS ENUM (
    'provisioning', 'healthy', 'unhealthy', 'degraded', 'terminating', 'terminated', 'failed_to_start', 'running'
);
CREATE TYPE routetrafficstatus AS ENUM ('active', 'inactive');

ALTER TABLE routings
    ALTER COLUMN status TYPE routestatus USING status::routestatus,
    ALTER COLUMN traffic_status DROP DEFAULT,
    ALTER COLUMN traffic_status TYPE routetrafficstatus USING traffic_status::routetrafficstatus,
    ALTER COLUMN traffic_status SET DEFAULT 'active';
