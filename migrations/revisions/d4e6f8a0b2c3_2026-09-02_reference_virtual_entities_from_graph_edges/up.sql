-- Both ends of an edge become nodes: instead of a type and an id, memberships and bindings name a row of
-- virtual_entities. What an edge names and has no node yet gets one.

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT entity_type, entity_id FROM entity_memberships
UNION
SELECT scope_type, scope_id FROM scope_bindings
ON CONFLICT (entity_type, entity_id) DO NOTHING;

ALTER TABLE entity_memberships ADD COLUMN member_entity_id uuid;

UPDATE entity_memberships AS m
SET member_entity_id = node.id
FROM virtual_entities AS node
WHERE node.entity_type = m.entity_type AND node.entity_id = m.entity_id;

-- The primary key and the index go with the columns.
ALTER TABLE entity_memberships
    DROP COLUMN entity_type,
    DROP COLUMN entity_id,
    ALTER COLUMN member_entity_id SET NOT NULL,
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_entity_id, member_entity_id),
    ADD CONSTRAINT fk_entity_memberships_member_entity_id_virtual_entities
        FOREIGN KEY (member_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE;
CREATE INDEX ix_entity_memberships_entity ON entity_memberships (member_entity_id)
    INCLUDE (virtual_entity_id, permission_cap);

ALTER TABLE scope_bindings ADD COLUMN scope_entity_id uuid;

UPDATE scope_bindings AS b
SET scope_entity_id = node.id
FROM virtual_entities AS node
WHERE node.entity_type = b.scope_type AND node.entity_id = b.scope_id;

ALTER TABLE scope_bindings
    DROP COLUMN scope_type,
    DROP COLUMN scope_id,
    ALTER COLUMN scope_entity_id SET NOT NULL,
    ADD CONSTRAINT pk_scope_bindings PRIMARY KEY (virtual_entity_id, scope_entity_id),
    ADD CONSTRAINT fk_scope_bindings_scope_entity_id_virtual_entities
        FOREIGN KEY (scope_entity_id) REFERENCES virtual_entities (id) ON DELETE CASCADE;
CREATE INDEX ix_scope_bindings_scope ON scope_bindings (scope_entity_id);
CREATE INDEX ix_scope_bindings_virtual_entity ON scope_bindings (virtual_entity_id)
    INCLUDE (scope_entity_id, permission_cap);
