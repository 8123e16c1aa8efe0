ALTER TABLE permissions
    ADD CONSTRAINT uq_permissions_role_scope_entity_op
    UNIQUE (role_id, scope_type, scope_id, entity_type, operation);

-- TODO: rows
