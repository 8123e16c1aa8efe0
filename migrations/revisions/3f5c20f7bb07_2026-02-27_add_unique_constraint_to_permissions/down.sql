ALTER TABLE permissions DROP CONSTRAINT uq_permissions_role_scope_entity_op;

-- TODO: rows
