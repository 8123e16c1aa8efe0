ALTER TABLE object_permissions
    ADD CONSTRAINT uq_object_permissions_role_entity_op UNIQUE (role_id, entity_type, entity_id, operation);

ALTER TABLE permission_groups
    ADD CONSTRAINT uq_permission_groups_role_scope UNIQUE (role_id, scope_type, scope_id);

-- TODO: rows
