CREATE TEMPORARY TABLE edge AS
SELECT scope.id AS scope, node.id AS node
FROM resource_presets AS p
JOIN scaling_groups AS g ON g.name = p.scaling_group_name
JOIN virtual_entities AS node ON node.entity_type = 'resource_preset' AND node.entity_id = p.id
JOIN virtual_entities AS scope ON scope.entity_type = 'resource_group' AND scope.entity_id = g.id;

DELETE FROM entity_memberships AS m
USING edge
WHERE m.virtual_entity_id = edge.scope AND m.member_entity_id = edge.node AND NOT m.capped;

DELETE FROM scope_bindings AS b
USING edge
WHERE b.virtual_entity_id = edge.node AND b.scope_entity_id = edge.scope AND b.permission_cap IS NULL;

DROP TABLE edge;
