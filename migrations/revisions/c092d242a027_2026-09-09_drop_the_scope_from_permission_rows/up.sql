ALTER TABLE permissions
    DROP COLUMN scope_id,
    DROP COLUMN scope_type;

ALTER TABLE permissions
    ADD CONSTRAINT uq_permissions_role_entity_permission UNIQUE (role_id, entity_type, permission);

CREATE INDEX ix_permissions_entity ON permissions (entity_type) INCLUDE (permission, role_id);

-- TODO: rows
