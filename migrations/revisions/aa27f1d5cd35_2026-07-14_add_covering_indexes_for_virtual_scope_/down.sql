DROP INDEX ix_scope_bindings_virtual_scope;

DROP INDEX ix_permissions_scope_entity;
CREATE INDEX ix_permissions_scope_entity ON permissions (scope_type, scope_id, entity_type);

DROP INDEX ix_entity_memberships_entity;
CREATE INDEX ix_entity_memberships_entity ON entity_memberships (entity_type, entity_id);
