-- A node of the permission graph stands for any entity from here on, not only for a scope.

ALTER TABLE virtual_scopes RENAME TO virtual_entities;
ALTER TABLE virtual_entities RENAME COLUMN scope_type TO entity_type;
ALTER TABLE virtual_entities RENAME COLUMN scope_id TO entity_id;
ALTER TABLE virtual_entities RENAME CONSTRAINT pk_virtual_scopes TO pk_virtual_entities;
ALTER TABLE virtual_entities RENAME CONSTRAINT uq_virtual_scopes_scope TO uq_virtual_entities_entity;

ALTER TABLE scope_bindings RENAME COLUMN virtual_scope_id TO virtual_entity_id;
ALTER TABLE scope_bindings RENAME CONSTRAINT fk_scope_bindings_virtual_scope_id_virtual_scopes
    TO fk_scope_bindings_virtual_entity_id_virtual_entities;
ALTER INDEX ix_scope_bindings_virtual_scope RENAME TO ix_scope_bindings_virtual_entity;

ALTER TABLE entity_memberships RENAME COLUMN virtual_scope_id TO virtual_entity_id;
ALTER TABLE entity_memberships RENAME CONSTRAINT fk_entity_memberships_virtual_scope_id_virtual_scopes
    TO fk_entity_memberships_virtual_entity_id_virtual_entities;
