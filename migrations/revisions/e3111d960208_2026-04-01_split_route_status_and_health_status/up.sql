ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM ('provisioning', 'healthy', 'unhealthy', 'degraded', 'terminating', 'terminated', 'failed_to_start', 'running');

ALTER TABLE route_history
    ADD COLUMN category varchar(32) NOT NULL DEFAULT 'lifecycle',
    ADD COLUMN from_health_status varchar(64),
    ADD COLUMN to_health_status varchar(64);

ALTER TABLE routings
    ADD COLUMN health_status varchar(64) NOT NULL DEFAULT 'not_checked',
    ADD COLUMN replica_host varchar(256),
    ADD COLUMN replica_port integer;

ALTER TABLE routings
    ALTER COLUMN status TYPE routestatus USING status::text::routestatus;

DROP TYPE routestatus_old;

-- TODO: rows
