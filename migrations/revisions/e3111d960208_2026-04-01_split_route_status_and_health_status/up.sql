-- Whether a route runs and whether it is healthy are two things. A running route knows where its replica is: the host
-- of the session's main kernel and the host's port of the first service that serves inference, where that can be read.

ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM (
    'provisioning', 'healthy', 'unhealthy', 'degraded', 'terminating', 'terminated', 'failed_to_start', 'running'
);

ALTER TABLE routings
    ADD COLUMN health_status varchar(64),
    ADD COLUMN replica_host varchar(256),
    ADD COLUMN replica_port integer;

-- Both columns in one rewrite of the table.
ALTER TABLE routings
    ALTER COLUMN health_status TYPE varchar(64)
        USING CASE WHEN status IN ('healthy', 'unhealthy', 'degraded') THEN status::text ELSE 'not_checked' END,
    ALTER COLUMN health_status SET DEFAULT 'not_checked',
    ALTER COLUMN health_status SET NOT NULL,
    ALTER COLUMN status TYPE routestatus
        USING CASE WHEN status IN ('healthy', 'unhealthy', 'degraded') THEN 'running' ELSE status::text END::routestatus;

DROP TYPE routestatus_old;

UPDATE routings
SET replica_host = replica.host, replica_port = replica.port
FROM (
    SELECT DISTINCT ON (k.session_id) k.session_id, k.kernel_host AS host, service.port
    FROM kernels AS k
    LEFT JOIN LATERAL (
        SELECT substring(entry -> 'host_ports' ->> 0 FROM '^-?[0-9]{1,9}$')::integer AS port
        FROM jsonb_array_elements(CASE jsonb_typeof(k.service_ports) WHEN 'array' THEN k.service_ports ELSE '[]' END)
            WITH ORDINALITY AS service_port (entry, place)
        WHERE lower(entry ->> 'is_inference') IN ('true', 't', 'yes', 'y', 'on', '1')
        ORDER BY place
        LIMIT 1
    ) AS service ON true
    WHERE k.cluster_role = 'main' AND k.session_id IN (SELECT session FROM routings WHERE status = 'running')
    ORDER BY k.session_id, k.created_at, k.id
) AS replica
WHERE replica.session_id = routings.session AND routings.status = 'running';

ALTER TABLE route_history
    ADD COLUMN category varchar(32) NOT NULL DEFAULT 'lifecycle',
    ADD COLUMN from_health_status varchar(64),
    ADD COLUMN to_health_status varchar(64);
