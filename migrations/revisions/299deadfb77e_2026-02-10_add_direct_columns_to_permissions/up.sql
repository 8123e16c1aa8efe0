-- A permission has its role and scope itself, taken from its group.

ALTER TABLE permissions
    ADD COLUMN role_id uuid,
    ADD COLUMN scope_type varchar(32),
    ADD COLUMN scope_id varchar(64);

UPDATE permissions
SET role_id = g.role_id, scope_type = g.scope_type, scope_id = g.scope_id
FROM permission_groups AS g
WHERE g.id = permissions.permission_group_id;

ALTER TABLE permissions
    ALTER COLUMN role_id SET NOT NULL,
    ALTER COLUMN scope_type SET NOT NULL,
    ALTER COLUMN scope_id SET NOT NULL;
CREATE INDEX ix_permissions_role_scope ON permissions (role_id, scope_type, scope_id);
