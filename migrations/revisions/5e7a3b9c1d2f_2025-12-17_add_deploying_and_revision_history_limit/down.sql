-- loses: the values of endpoints.revision_history_limit; which endpoints were deploying (they are ready)

DROP INDEX IF EXISTS ix_endpoints_unique_name_when_not_destroyed;
ALTER TYPE endpointlifecycle RENAME TO endpointlifecycle_old;
CREATE TYPE endpointlifecycle AS ENUM ('pending', 'created', 'scaling', 'ready', 'destroying', 'destroyed');

ALTER TABLE endpoints
    DROP CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed,
    DROP COLUMN revision_history_limit,
    ALTER COLUMN lifecycle_stage DROP DEFAULT;
ALTER TABLE endpoints
    ALTER COLUMN lifecycle_stage TYPE endpointlifecycle USING (
        CASE lifecycle_stage::text
            WHEN 'deploying' THEN 'ready'
            ELSE lifecycle_stage::text
        END
    )::endpointlifecycle,
    ADD CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed
        CHECK (lifecycle_stage = 'destroyed' OR image IS NOT NULL);

CREATE UNIQUE INDEX ix_endpoints_unique_name_when_not_destroyed ON endpoints (name, domain, project)
    WHERE lifecycle_stage <> 'destroyed';

DROP TYPE endpointlifecycle_old;
