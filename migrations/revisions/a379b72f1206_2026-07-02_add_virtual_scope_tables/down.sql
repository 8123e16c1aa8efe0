-- loses: all rows of virtual_scopes, scope_bindings and entity_memberships; the values of idle_checkers.target_session_types

DROP TABLE entity_memberships;
DROP TABLE scope_bindings;
DROP TABLE virtual_scopes;

ALTER TABLE idle_checkers DROP COLUMN target_session_types;
