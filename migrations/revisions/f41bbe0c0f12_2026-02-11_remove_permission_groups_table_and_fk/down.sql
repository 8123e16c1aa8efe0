-- loses: permissions on objects that are in no scope where their role has a permission

CREATE TABLE permission_groups (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    role_id    uuid NOT NULL,
    scope_type varchar(32) NOT NULL,
    scope_id   varchar(64) NOT NULL,
    CONSTRAINT pk_permission_groups PRIMARY KEY (id),
    CONSTRAINT uq_permission_groups_role_scope UNIQUE (role_id, scope_type, scope_id)
);
CREATE INDEX ix_id_role_id_scope_id ON permission_groups (id, role_id, scope_id);

INSERT INTO permission_groups (role_id, scope_type, scope_id)
SELECT DISTINCT role_id, scope_type, scope_id FROM permissions;

ALTER TABLE permissions ADD COLUMN permission_group_id uuid;
UPDATE permissions
SET permission_group_id = g.id
FROM permission_groups AS g
WHERE (g.role_id, g.scope_type, g.scope_id) = (permissions.role_id, permissions.scope_type, permissions.scope_id);

ALTER TABLE object_permissions ADD COLUMN permission_group_id uuid;
UPDATE object_permissions
SET permission_group_id = g.id
FROM permission_groups AS g
JOIN association_scopes_entities AS a ON (a.scope_type, a.scope_id) = (g.scope_type, g.scope_id)
WHERE g.role_id = object_permissions.role_id
  AND (a.entity_type, a.entity_id) = (object_permissions.entity_type, object_permissions.entity_id);
DELETE FROM object_permissions WHERE permission_group_id IS NULL;

ALTER TABLE object_permissions
    ALTER COLUMN permission_group_id SET NOT NULL,
    ADD CONSTRAINT fk_object_permissions_permission_group_id_permission_groups
        FOREIGN KEY (permission_group_id) REFERENCES permission_groups (id) ON DELETE CASCADE;
ALTER TABLE permissions
    ALTER COLUMN permission_group_id SET NOT NULL,
    ADD CONSTRAINT fk_permissions_permission_group_id_permission_groups
        FOREIGN KEY (permission_group_id) REFERENCES permission_groups (id) ON DELETE CASCADE;

CREATE INDEX ix_id_permission_group_id ON permissions (id, permission_group_id);
