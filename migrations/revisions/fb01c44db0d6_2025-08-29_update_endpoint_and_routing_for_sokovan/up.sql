-- More states of endpoints and routes. The names of live endpoints and sessions are unique.

DO $$
DECLARE
    twin record;
BEGIN
    SELECT name, min(id::text) AS first, max(id::text) AS second INTO twin
    FROM endpoints WHERE lifecycle_stage <> 'destroyed'
    GROUP BY name, domain, project HAVING count(*) > 1 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'endpoints, id % and %: both are called "%" in one project', twin.first, twin.second, twin.name
            USING HINT = 'Names of endpoints that are not destroyed have to be unique in a project: rename one.';
    END IF;

    SELECT name, min(id::text) AS first, max(id::text) AS second INTO twin
    FROM sessions WHERE status::text NOT IN ('ERROR', 'TERMINATED', 'CANCELLED') AND name IS NOT NULL
    GROUP BY name HAVING count(*) > 1 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'sessions, id % and %: both are called "%"', twin.first, twin.second, twin.name
            USING HINT = 'Names of live sessions have to be unique: terminate or rename one.';
    END IF;
END $$;

ALTER TYPE routestatus RENAME TO routestatus_old;
CREATE TYPE routestatus AS ENUM (
    'provisioning', 'healthy', 'unhealthy', 'terminating', 'terminated', 'failed_to_start'
);
ALTER TYPE endpointlifecycle RENAME TO endpointlifecycle_old;
CREATE TYPE endpointlifecycle AS ENUM ('pending', 'created', 'scaling', 'ready', 'destroying', 'destroyed');

ALTER TABLE endpoints
    DROP CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed,
    ADD COLUMN desired_replicas integer,
    ALTER COLUMN lifecycle_stage DROP DEFAULT;
ALTER TABLE endpoints
    ALTER COLUMN lifecycle_stage TYPE endpointlifecycle USING lifecycle_stage::text::endpointlifecycle,
    ADD CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed
        CHECK (lifecycle_stage = 'destroyed' OR image IS NOT NULL);
ALTER TABLE routings
    ADD COLUMN weight integer,
    ALTER COLUMN status DROP DEFAULT;
ALTER TABLE routings ALTER COLUMN status TYPE routestatus USING status::text::routestatus;

CREATE UNIQUE INDEX ix_endpoints_unique_name_when_not_destroyed ON endpoints (name, domain, project)
    WHERE lifecycle_stage <> 'destroyed';
CREATE UNIQUE INDEX ix_sessions_unique_name_nonterminal ON sessions (name)
    WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');

DROP TYPE routestatus_old;
DROP TYPE endpointlifecycle_old;
