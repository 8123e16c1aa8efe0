-- loses: the values of route_history.category, from_health_status, to_health_status, routings.replica_host, replica_port; which running routes were not checked (they are degraded)

ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM (
    'provisioning', 'healthy', 'unhealthy', 'degraded', 'terminating', 'terminated', 'failed_to_start'
);

ALTER TABLE routings
    ALTER COLUMN status TYPE routestatus USING (
        CASE
            WHEN status <> 'running' THEN status::text
            WHEN health_status IN ('healthy', 'unhealthy') THEN health_status
            ELSE 'degraded'
        END
    )::routestatus;

DROP TYPE routestatus_old;

ALTER TABLE routings
    DROP COLUMN health_status,
    DROP COLUMN replica_host,
    DROP COLUMN replica_port;

ALTER TABLE route_history
    DROP COLUMN category,
    DROP COLUMN from_health_status,
    DROP COLUMN to_health_status;
