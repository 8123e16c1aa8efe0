-- Nodes that were made for the edges stay.

ALTER TABLE entity_memberships ADD COLUMN entity_type varchar(32), ADD COLUMN entity_id uuid;

UPDATE entity_memberships AS m
SET entity_type = node.entity_type, entity_id = node.entity_id
FROM virtual_entities AS node
WHERE node.id = m.member_entity_id;

-- The primary key, the foreign key and the index go with the column.
ALTER TABLE entity_memberships
    DROP COLUMN member_entity_id,
    ALTER COLUMN entity_type SET NOT NULL,
    ALTER COLUMN entity_id SET NOT NULL,
    ADD CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_entity_id, entity_type, entity_id);
CREATE INDEX ix_entity_memberships_entity ON entity_memberships (entity_type, entity_id)
    INCLUDE (virtual_entity_id, permission_cap);

ALTER TABLE scope_bindings ADD COLUMN scope_type varchar(32), ADD COLUMN scope_id uuid;

UPDATE scope_bindings AS b
SET scope_type = node.entity_type, scope_id = node.entity_id
FROM virtual_entities AS node
WHERE node.id = b.scope_entity_id;

ALTER TABLE scope_bindings
    DROP COLUMN scope_entity_id,
    ALTER COLUMN scope_type SET NOT NULL,
    ALTER COLUMN scope_id SET NOT NULL,
    ADD CONSTRAINT pk_scope_bindings PRIMARY KEY (virtual_entity_id, scope_type, scope_id);
CREATE INDEX ix_scope_bindings_scope ON scope_bindings (scope_type, scope_id);
CREATE INDEX ix_scope_bindings_virtual_entity ON scope_bindings (virtual_entity_id)
    INCLUDE (scope_type, scope_id, permission_cap);
