ALTER TABLE entity_memberships DROP CONSTRAINT fk_entity_memberships_virtual_scope_id_virtual_scopes;

ALTER TABLE entity_memberships DROP CONSTRAINT pk_entity_memberships;

ALTER TABLE scope_bindings DROP CONSTRAINT fk_scope_bindings_virtual_scope_id_virtual_scopes;

ALTER TABLE scope_bindings DROP CONSTRAINT pk_scope_bindings;

DROP INDEX ix_entity_memberships_entity;

DROP INDEX ix_scope_bindings_virtual_scope;

CREATE TABLE virtual_entities (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    entity_type varchar(32) NOT NULL,
    entity_id   uuid NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_virtual_entities PRIMARY KEY (id),
    CONSTRAINT uq_virtual_entities_entity UNIQUE (entity_type, entity_id)
);

-- TODO: a new name, or another column?
ALTER TABLE entity_memberships RENAME COLUMN virtual_scope_id TO virtual_entity_id;

-- TODO: a new name, or another column?
ALTER TABLE scope_bindings RENAME COLUMN virtual_scope_id TO virtual_entity_id;

DROP TABLE virtual_scopes;

ALTER TABLE entity_memberships
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_entity_id, entity_type, entity_id);

ALTER TABLE scope_bindings ADD CONSTRAINT pk_scope_bindings PRIMARY KEY (virtual_entity_id, scope_type, scope_id);

ALTER TABLE entity_memberships
    ADD CONSTRAINT fk_entity_memberships_virtual_entity_id_virtual_entities
    FOREIGN KEY (virtual_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE;

ALTER TABLE scope_bindings
    ADD CONSTRAINT fk_scope_bindings_virtual_entity_id_virtual_entities
    FOREIGN KEY (virtual_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE;

CREATE INDEX ix_entity_memberships_entity ON entity_memberships (entity_type, entity_id) INCLUDE (virtual_entity_id, permission_cap);
CREATE INDEX ix_scope_bindings_virtual_entity ON scope_bindings (virtual_entity_id) INCLUDE (scope_type, scope_id, permission_cap);

-- TODO: rows
