-- loses: all rows of entity_memberships, scope_bindings, virtual_scopes

DROP TABLE scope_bindings;

DROP TABLE entity_memberships;

DROP TABLE virtual_scopes;
