-- loses: the values of route_history.category, from_health_status, to_health_status, routings.health_status, replica_host, replica_port

ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM ('provisioning', 'healthy', 'unhealthy', 'degraded', 'terminating', 'terminated', 'failed_to_start');

ALTER TABLE route_history
    DROP COLUMN category,
    DROP COLUMN from_health_status,
    DROP COLUMN to_health_status;

ALTER TABLE routings
    DROP COLUMN health_status,
    DROP COLUMN replica_host,
    DROP COLUMN replica_port;

ALTER TABLE routings
    ALTER COLUMN status TYPE routestatus USING status::text::routestatus;

DROP TYPE routestatus_old;

-- TODO: rows
