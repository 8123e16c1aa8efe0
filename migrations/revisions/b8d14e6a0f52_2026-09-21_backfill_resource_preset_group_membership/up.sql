-- A resource preset that is for one resource group is in that.

CREATE TEMPORARY TABLE edge AS
SELECT scope.id AS scope, node.id AS node
FROM resource_presets AS p
JOIN scaling_groups AS g ON g.name = p.scaling_group_name
JOIN virtual_entities AS node ON node.entity_type = 'resource_preset' AND node.entity_id = p.id
JOIN virtual_entities AS scope ON scope.entity_type = 'resource_group' AND scope.entity_id = g.id;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, node, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge;
