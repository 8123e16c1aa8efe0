-- loses: which routes were degraded (they are unhealthy)

ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM (
    'provisioning', 'healthy', 'unhealthy', 'terminating', 'terminated', 'failed_to_start'
);

ALTER TABLE routings ALTER COLUMN status DROP DEFAULT;
ALTER TABLE routings
    ALTER COLUMN status TYPE routestatus USING (
        CASE status::text
            WHEN 'degraded' THEN 'unhealthy'
            ELSE status::text
        END
    )::routestatus;

DROP TYPE routestatus_old;
