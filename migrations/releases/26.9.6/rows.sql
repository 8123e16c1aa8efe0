-- The eight rows of a fresh 26.9.6: the global entities "global" and "public", and for each a node in
-- the permission graph that is a member of itself without a cap and bound to itself as its scope.
WITH entity AS (
    INSERT INTO global_entities (name) VALUES ('global'), ('public') RETURNING id
), node AS (
    INSERT INTO virtual_entities (entity_type, entity_id) SELECT 'global', id FROM entity RETURNING id
), membership AS (
    INSERT INTO entity_memberships (virtual_entity_id, member_entity_id) SELECT id, id FROM node
)
INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id) SELECT id, id FROM node;
