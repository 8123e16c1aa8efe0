-- loses: the scopes of permissions (each gets its role's); the roles that were one role with permissions in several scopes stay apart

ALTER TABLE permissions
    DROP CONSTRAINT uq_permissions_role_entity_permission,
    ADD COLUMN scope_type varchar(32),
    ADD COLUMN scope_id varchar(64);
DROP INDEX ix_permissions_entity;

UPDATE permissions AS p
SET scope_type = r.scope_type, scope_id = r.scope_id
FROM roles AS r
WHERE r.id = p.role_id;

ALTER TABLE permissions
    ALTER COLUMN scope_type SET NOT NULL,
    ALTER COLUMN scope_id SET NOT NULL,
    ADD CONSTRAINT uq_permissions_role_scope_entity_permission
        UNIQUE (role_id, scope_type, scope_id, entity_type, permission);
CREATE INDEX ix_permissions_role_scope ON permissions (role_id, scope_type, scope_id);
CREATE INDEX ix_permissions_scope_entity ON permissions (scope_type, scope_id, entity_type)
    INCLUDE (permission, role_id);
