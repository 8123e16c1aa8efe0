-- loses: all rows of virtual_entities; the values of entity_memberships.virtual_entity_id, scope_bindings.virtual_entity_id

ALTER TABLE entity_memberships DROP CONSTRAINT fk_entity_memberships_virtual_entity_id_virtual_entities;

ALTER TABLE entity_memberships DROP CONSTRAINT pk_entity_memberships;

ALTER TABLE scope_bindings DROP CONSTRAINT fk_scope_bindings_virtual_entity_id_virtual_entities;

ALTER TABLE scope_bindings DROP CONSTRAINT pk_scope_bindings;

DROP INDEX ix_entity_memberships_entity;

DROP INDEX ix_scope_bindings_virtual_entity;

CREATE TABLE virtual_scopes (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    scope_type varchar(32) NOT NULL,
    scope_id   uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_virtual_scopes PRIMARY KEY (id),
    CONSTRAINT uq_virtual_scopes_scope UNIQUE (scope_type, scope_id)
);

-- TODO: a new name, or another column?
ALTER TABLE entity_memberships RENAME COLUMN virtual_entity_id TO virtual_scope_id;

-- TODO: a new name, or another column?
ALTER TABLE scope_bindings RENAME COLUMN virtual_entity_id TO virtual_scope_id;

DROP TABLE virtual_entities;

ALTER TABLE entity_memberships
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_scope_id, entity_type, entity_id);

ALTER TABLE scope_bindings ADD CONSTRAINT pk_scope_bindings PRIMARY KEY (virtual_scope_id, scope_type, scope_id);

ALTER TABLE entity_memberships
    ADD CONSTRAINT fk_entity_memberships_virtual_scope_id_virtual_scopes
    FOREIGN KEY (virtual_scope_id) REFERENCES virtual_scopes (id) ON DELETE CASCADE;

ALTER TABLE scope_bindings
    ADD CONSTRAINT fk_scope_bindings_virtual_scope_id_virtual_scopes
    FOREIGN KEY (virtual_scope_id) REFERENCES virtual_scopes (id) ON DELETE CASCADE;

CREATE INDEX ix_entity_memberships_entity ON entity_memberships (entity_type, entity_id) INCLUDE (virtual_scope_id, permission_cap);
CREATE INDEX ix_scope_bindings_virtual_scope ON scope_bindings (virtual_scope_id) INCLUDE (scope_type, scope_id, permission_cap);

-- TODO: rows
