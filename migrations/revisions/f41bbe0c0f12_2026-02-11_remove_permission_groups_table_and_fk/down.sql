CREATE TABLE permission_groups (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    role_id    uuid NOT NULL,
    scope_type varchar(32) NOT NULL,
    scope_id   varchar(64) NOT NULL,
    CONSTRAINT pk_permission_groups PRIMARY KEY (id),
    CONSTRAINT uq_permission_groups_role_scope UNIQUE (role_id, scope_type, scope_id)
);
CREATE INDEX ix_id_role_id_scope_id ON permission_groups (id, role_id, scope_id);

ALTER TABLE object_permissions ADD COLUMN permission_group_id uuid NOT NULL;

ALTER TABLE permissions ADD COLUMN permission_group_id uuid NOT NULL;

ALTER TABLE object_permissions
    ADD CONSTRAINT fk_object_permissions_permission_group_id_permission_groups
    FOREIGN KEY (permission_group_id) REFERENCES permission_groups (id) ON DELETE CASCADE;

ALTER TABLE permissions
    ADD CONSTRAINT fk_permissions_permission_group_id_permission_groups
    FOREIGN KEY (permission_group_id) REFERENCES permission_groups (id) ON DELETE CASCADE;

CREATE INDEX ix_object_permissions_permission_group_id ON object_permissions (permission_group_id);
CREATE INDEX ix_id_permission_group_id ON permissions (id, permission_group_id);

-- TODO: rows
