-- loses: the values of endpoints.desired_replicas and routings.weight; which endpoints were pending, scaling or ready (they are created) and which routes were terminated (they are terminating)

DROP INDEX ix_endpoints_unique_name_when_not_destroyed;
DROP INDEX ix_sessions_unique_name_nonterminal;
ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM (
    'healthy', 'unhealthy', 'terminating', 'provisioning', 'failed_to_start'
);
ALTER TYPE endpointlifecycle RENAME TO endpointlifecycle_old;
CREATE TYPE endpointlifecycle AS ENUM ('created', 'destroying', 'destroyed');

ALTER TABLE endpoints
    DROP CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed,
    DROP COLUMN desired_replicas,
    ALTER COLUMN lifecycle_stage DROP DEFAULT;
ALTER TABLE endpoints
    ALTER COLUMN lifecycle_stage TYPE endpointlifecycle USING (
        CASE lifecycle_stage::text
            WHEN 'pending' THEN 'created'
            WHEN 'scaling' THEN 'created'
            WHEN 'ready' THEN 'created'
            ELSE lifecycle_stage::text
        END
    )::endpointlifecycle,
    ADD CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed
        CHECK (lifecycle_stage = 'destroyed' OR image IS NOT NULL);
ALTER TABLE routings
    DROP COLUMN weight,
    ALTER COLUMN status DROP DEFAULT;
ALTER TABLE routings
    ALTER COLUMN status TYPE routestatus USING (
        CASE status::text
            WHEN 'terminated' THEN 'terminating'
            ELSE status::text
        END
    )::routestatus;

DROP TYPE routestatus_old;
DROP TYPE endpointlifecycle_old;
