-- TODO: a new name, or another column?
ALTER TABLE entity_memberships RENAME COLUMN entity_id TO member_entity_id;

-- TODO: a new name, or another column?
ALTER TABLE scope_bindings RENAME COLUMN scope_id TO scope_entity_id;

ALTER TABLE entity_memberships DROP COLUMN entity_type;

ALTER TABLE scope_bindings DROP COLUMN scope_type;

ALTER TABLE entity_memberships
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_entity_id, member_entity_id);

ALTER TABLE scope_bindings ADD CONSTRAINT pk_scope_bindings PRIMARY KEY (virtual_entity_id, scope_entity_id);

ALTER TABLE entity_memberships
    ADD CONSTRAINT fk_entity_memberships_member_entity_id_virtual_entities
    FOREIGN KEY (member_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE;

ALTER TABLE scope_bindings
    ADD CONSTRAINT fk_scope_bindings_scope_entity_id_virtual_entities
    FOREIGN KEY (scope_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE;

CREATE INDEX ix_entity_memberships_entity ON entity_memberships (member_entity_id) INCLUDE (virtual_entity_id, permission_cap);
CREATE INDEX ix_scope_bindings_scope ON scope_bindings (scope_entity_id);
CREATE INDEX ix_scope_bindings_virtual_entity ON scope_bindings (virtual_entity_id) INCLUDE (scope_entity_id, permission_cap);

-- TODO: rows
