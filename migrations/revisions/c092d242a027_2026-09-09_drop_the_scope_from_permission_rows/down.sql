ALTER TABLE permissions DROP CONSTRAINT uq_permissions_role_entity_permission;

DROP INDEX ix_permissions_entity;

ALTER TABLE permissions
    ADD COLUMN scope_type varchar(32) NOT NULL,
    ADD COLUMN scope_id varchar(64) NOT NULL;

ALTER TABLE permissions
    ADD CONSTRAINT uq_permissions_role_scope_entity_permission
    UNIQUE (role_id, scope_type, scope_id, entity_type, permission);

CREATE INDEX ix_permissions_role_scope ON permissions (role_id, scope_type, scope_id);
CREATE INDEX ix_permissions_scope_entity ON permissions (scope_type, scope_id, entity_type) INCLUDE (permission, role_id);

-- TODO: rows
