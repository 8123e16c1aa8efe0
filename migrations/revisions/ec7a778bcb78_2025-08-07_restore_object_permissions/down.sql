-- loses: all rows of object_permissions; scope permissions that differ from another one in their role alone

DELETE FROM scope_permissions AS twin USING scope_permissions AS p
WHERE p.entity_type = twin.entity_type AND p.operation = twin.operation AND p.scope_id = twin.scope_id
  AND p.id < twin.id;

ALTER TABLE scope_permissions
    ADD CONSTRAINT uq_scope_permissions_entity_operation_scope_id
        UNIQUE (entity_type, operation, scope_id);

DROP TABLE object_permissions;
