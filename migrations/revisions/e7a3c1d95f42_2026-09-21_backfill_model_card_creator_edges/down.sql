CREATE TEMPORARY TABLE edge AS
SELECT scope.id AS scope, node.id AS node
FROM model_cards AS c
JOIN virtual_entities AS node ON node.entity_type = 'model_card' AND node.entity_id = c.id
JOIN virtual_entities AS scope ON scope.entity_type = 'user' AND scope.entity_id = c.creator;

DELETE FROM entity_memberships AS m
USING edge
WHERE m.virtual_entity_id = edge.scope AND m.member_entity_id = edge.node AND NOT m.capped;

DELETE FROM scope_bindings AS b
USING edge
WHERE b.virtual_entity_id = edge.node AND b.scope_entity_id = edge.scope AND b.permission_cap IS NULL;

DROP TABLE edge;
