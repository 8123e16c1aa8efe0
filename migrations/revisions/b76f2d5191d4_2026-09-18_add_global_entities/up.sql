-- Two scopes that are no row of any other table: "global" holds what administrators see, "public" what all do.

CREATE TABLE global_entities (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    name       varchar(32) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_global_entities PRIMARY KEY (id),
    CONSTRAINT uq_global_entities_name UNIQUE (name)
);

WITH entity AS (
    INSERT INTO global_entities (name) VALUES ('global'), ('public') RETURNING id
), node AS (
    INSERT INTO virtual_entities (entity_type, entity_id) SELECT 'global', id FROM entity RETURNING id
), membership AS (
    INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped) SELECT id, id, false FROM node
)
INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id) SELECT id, id FROM node;
