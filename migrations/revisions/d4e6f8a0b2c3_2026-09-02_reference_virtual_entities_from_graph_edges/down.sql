-- loses: the values of entity_memberships.member_entity_id, scope_bindings.scope_entity_id

ALTER TABLE entity_memberships DROP CONSTRAINT fk_entity_memberships_member_entity_id_virtual_entities;

ALTER TABLE entity_memberships DROP CONSTRAINT pk_entity_memberships;

ALTER TABLE scope_bindings DROP CONSTRAINT fk_scope_bindings_scope_entity_id_virtual_entities;

ALTER TABLE scope_bindings DROP CONSTRAINT pk_scope_bindings;

DROP INDEX ix_entity_memberships_entity;

DROP INDEX ix_scope_bindings_scope;

DROP INDEX ix_scope_bindings_virtual_entity;

-- TODO: a new name, or another column?
ALTER TABLE entity_memberships RENAME COLUMN member_entity_id TO entity_id;

-- TODO: a new name, or another column?
ALTER TABLE scope_bindings RENAME COLUMN scope_entity_id TO scope_id;

ALTER TABLE entity_memberships ADD COLUMN entity_type varchar(32) NOT NULL;

ALTER TABLE scope_bindings ADD COLUMN scope_type varchar(32) NOT NULL;

ALTER TABLE entity_memberships
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_entity_id, entity_type, entity_id);

ALTER TABLE scope_bindings ADD CONSTRAINT pk_scope_bindings PRIMARY KEY (virtual_entity_id, scope_type, scope_id);

CREATE INDEX ix_entity_memberships_entity ON entity_memberships (entity_type, entity_id) INCLUDE (virtual_entity_id, permission_cap);
CREATE INDEX ix_scope_bindings_scope ON scope_bindings (scope_type, scope_id);
CREATE INDEX ix_scope_bindings_virtual_entity ON scope_bindings (virtual_entity_id) INCLUDE (scope_type, scope_id, permission_cap);

-- TODO: rows
