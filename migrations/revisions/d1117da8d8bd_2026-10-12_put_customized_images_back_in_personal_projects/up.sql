-- An image that a user made from a session is in his personal project.

CREATE TEMPORARY TABLE edge AS
SELECT scope.id AS scope, node.id AS node
FROM images AS i
JOIN groups AS g ON g.type = 'personal' AND g.creator_id = i.creator_id
JOIN virtual_entities AS node ON node.entity_type = 'image' AND node.entity_id = i.id
JOIN virtual_entities AS scope ON scope.entity_type = 'project' AND scope.entity_id = g.id
WHERE i.customized;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, node, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge;
