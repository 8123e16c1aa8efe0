-- loses: all rows of virtual_scopes, scope_bindings and entity_memberships

DROP TABLE entity_memberships;
DROP TABLE scope_bindings;
DROP TABLE virtual_scopes;
