CREATE INDEX ix_association_scopes_entities_entity ON association_scopes_entities (entity_type, entity_id);
CREATE INDEX ix_permissions_scope_entity ON permissions (scope_type, scope_id, entity_type);
