ALTER TABLE object_permissions DROP CONSTRAINT uq_object_permissions_role_entity_op;

ALTER TABLE permission_groups DROP CONSTRAINT uq_permission_groups_role_scope;

-- TODO: rows
