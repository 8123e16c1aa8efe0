CREATE TABLE replica_groups (
    id                            uuid NOT NULL DEFAULT uuid_generate_v4(),
    deployment_id                 uuid NOT NULL,
    current_revision_id           uuid,
    target_revision_id            uuid,
    desired_current_replica_count integer NOT NULL DEFAULT 0,
    desired_target_replica_count  integer NOT NULL DEFAULT 0,
    traffic_weight                integer NOT NULL DEFAULT 100,
    created_at                    timestamptz NOT NULL DEFAULT now(),
    updated_at                    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_replica_groups PRIMARY KEY (id),
    CONSTRAINT fk_replica_groups_deployment_id_endpoints
        FOREIGN KEY (deployment_id) REFERENCES endpoints (id) ON DELETE CASCADE
);

-- Each endpoint gets one group of replicas, with its own id, that takes its revisions and all of its routes.
INSERT INTO replica_groups (
    id, deployment_id, current_revision_id, target_revision_id, desired_current_replica_count, desired_target_replica_count, traffic_weight
)
SELECT id, id, current_revision, deploying_revision, coalesce(desired_replicas, replicas), 0,
       CASE WHEN lifecycle_stage = 'destroyed' THEN 0 ELSE 100 END
FROM endpoints;

CREATE INDEX ix_replica_groups_deployment_id ON replica_groups (deployment_id);

ALTER TABLE endpoints
    ADD COLUMN primary_replica_group_id uuid,
    ADD COLUMN target_replica_group_id uuid;
ALTER TABLE endpoints ALTER COLUMN primary_replica_group_id TYPE uuid USING id;

ALTER TABLE routings ADD COLUMN replica_group_id uuid;
ALTER TABLE routings ALTER COLUMN replica_group_id TYPE uuid USING endpoint;

CREATE INDEX ix_routings_replica_group_id ON routings (replica_group_id);
