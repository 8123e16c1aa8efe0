-- These indexes carry all that resolving a permission reads, so that it need not visit the tables.

DROP INDEX ix_entity_memberships_entity;
CREATE INDEX ix_entity_memberships_entity ON entity_memberships (entity_type, entity_id)
    INCLUDE (virtual_scope_id, permission_cap);

DROP INDEX ix_permissions_scope_entity;
CREATE INDEX ix_permissions_scope_entity ON permissions (scope_type, scope_id, entity_type)
    INCLUDE (permission, role_id);

CREATE INDEX ix_scope_bindings_virtual_scope ON scope_bindings (virtual_scope_id)
    INCLUDE (scope_type, scope_id, permission_cap);
