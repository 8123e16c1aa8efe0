-- Endpoints can be deploying.

DROP INDEX IF EXISTS ix_endpoints_unique_name_when_not_destroyed;
ALTER TYPE endpointlifecycle RENAME TO endpointlifecycle_old;
CREATE TYPE endpointlifecycle AS ENUM (
    'pending', 'created', 'scaling', 'ready', 'deploying', 'destroying', 'destroyed'
);

ALTER TABLE endpoints
    DROP CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed,
    ADD COLUMN revision_history_limit integer NOT NULL DEFAULT 10,
    ALTER COLUMN lifecycle_stage DROP DEFAULT;
ALTER TABLE endpoints
    ALTER COLUMN lifecycle_stage TYPE endpointlifecycle USING lifecycle_stage::text::endpointlifecycle,
    ADD CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed
        CHECK (lifecycle_stage = 'destroyed' OR image IS NOT NULL);

-- Names need not be unique where an upgrade goes on to c7d58e2a4f93.
DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') NOT LIKE '%c7d58e2a4f93%' THEN
        CREATE UNIQUE INDEX ix_endpoints_unique_name_when_not_destroyed ON endpoints (name, domain, project)
            WHERE lifecycle_stage <> 'destroyed';
    END IF;
END $$;

DROP TYPE endpointlifecycle_old;
