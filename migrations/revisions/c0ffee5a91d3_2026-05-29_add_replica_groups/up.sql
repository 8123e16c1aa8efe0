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
CREATE INDEX ix_replica_groups_deployment_id ON replica_groups (deployment_id);

ALTER TABLE endpoints
    ADD COLUMN primary_replica_group_id uuid,
    ADD COLUMN target_replica_group_id uuid;

ALTER TABLE routings ADD COLUMN replica_group_id uuid;

CREATE INDEX ix_routings_replica_group_id ON routings (replica_group_id);

-- TODO: rows
