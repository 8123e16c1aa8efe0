ALTER TABLE permissions DROP CONSTRAINT ck_permissions_single_bit;

ALTER TABLE permissions DROP CONSTRAINT uq_permissions_role_scope_entity_permission;

ALTER TABLE permissions ADD COLUMN operation varchar(32) NOT NULL;

ALTER TABLE permissions
    ADD CONSTRAINT uq_permissions_role_scope_entity_op
    UNIQUE (role_id, scope_type, scope_id, entity_type, operation);

-- TODO: rows
