CREATE TEMPORARY TABLE edge AS
SELECT scope.id AS scope, node.id AS node
FROM images AS i
JOIN groups AS g ON g.type = 'personal' AND g.creator_id = i.creator_id
JOIN virtual_entities AS node ON node.entity_type = 'image' AND node.entity_id = i.id
JOIN virtual_entities AS scope ON scope.entity_type = 'project' AND scope.entity_id = g.id
WHERE i.customized;

DELETE FROM entity_memberships AS m
USING edge
WHERE m.virtual_entity_id = edge.scope AND m.member_entity_id = edge.node AND NOT m.capped;

DELETE FROM scope_bindings AS b
USING edge
WHERE b.virtual_entity_id = edge.node AND b.scope_entity_id = edge.scope AND b.permission_cap IS NULL;

DROP TABLE edge;
