CREATE TABLE session_groups (
    id                    uuid NOT NULL DEFAULT uuid_generate_v4(),
    domain_id             uuid NOT NULL,
    project_id            uuid NOT NULL,
    owner_user_id         uuid NOT NULL,
    placement_direction   varchar(64) NOT NULL,
    placement_enforcement varchar(64) NOT NULL,
    deleted_at            timestamptz,
    created_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_session_groups PRIMARY KEY (id),
    CONSTRAINT fk_session_groups_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id),
    CONSTRAINT fk_session_groups_owner_user_id_users
        FOREIGN KEY (owner_user_id) REFERENCES users (uuid) ON DELETE RESTRICT,
    CONSTRAINT fk_session_groups_project_id_groups FOREIGN KEY (project_id) REFERENCES groups (id)
);

ALTER TABLE replica_groups ADD COLUMN session_group_id uuid NOT NULL;

ALTER TABLE sessions ADD COLUMN session_group_id uuid;

ALTER TABLE replica_groups
    ADD CONSTRAINT fk_replica_groups_session_group_id_session_groups
    FOREIGN KEY (session_group_id) REFERENCES session_groups (id);

ALTER TABLE sessions
    ADD CONSTRAINT fk_sessions_session_group_id_session_groups
    FOREIGN KEY (session_group_id) REFERENCES session_groups (id) ON DELETE SET NULL;

CREATE INDEX ix_sessions_session_group_id ON sessions (session_group_id);

-- TODO: rows
