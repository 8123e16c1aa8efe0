-- A role has an operation on an object once, and a scope once. Of equal rows the one with the lowest id stays.

DELETE FROM object_permissions AS o
USING object_permissions AS first
WHERE (first.role_id, first.entity_type, first.entity_id, first.operation)
    = (o.role_id, o.entity_type, o.entity_id, o.operation)
  AND first.id < o.id;

DELETE FROM permission_groups AS g
USING permission_groups AS first
WHERE (first.role_id, first.scope_type, first.scope_id) = (g.role_id, g.scope_type, g.scope_id)
  AND first.id < g.id;

ALTER TABLE object_permissions
    ADD CONSTRAINT uq_object_permissions_role_entity_op UNIQUE (role_id, entity_type, entity_id, operation);
ALTER TABLE permission_groups
    ADD CONSTRAINT uq_permission_groups_role_scope UNIQUE (role_id, scope_type, scope_id);
