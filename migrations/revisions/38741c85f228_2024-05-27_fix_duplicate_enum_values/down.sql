-- loses: which routes were terminating (they are unhealthy)

ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM ('healthy', 'unhealthy', 'provisioning', 'failed_to_start');

ALTER TABLE routings ALTER COLUMN status DROP DEFAULT;
ALTER TABLE routings
    ALTER COLUMN status TYPE routestatus USING (
        CASE status::text
            WHEN 'terminating' THEN 'unhealthy'
            ELSE status::text
        END
    )::routestatus;

DROP TYPE routestatus_old;
