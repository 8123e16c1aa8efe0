-- Agents enter the permission graph, in their resource group.

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT 'resource_group', id FROM scaling_groups
UNION ALL
SELECT 'agent', uuid FROM agents
ON CONFLICT (entity_type, entity_id) DO NOTHING;

CREATE TEMPORARY TABLE edge AS
SELECT agent.id AS agent, resource_group.id AS scope
FROM agents AS a
JOIN virtual_entities AS agent ON agent.entity_type = 'agent' AND agent.entity_id = a.uuid
JOIN virtual_entities AS resource_group
    ON resource_group.entity_type = 'resource_group' AND resource_group.entity_id = a.resource_group_id;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT id, id, false FROM virtual_entities WHERE entity_type IN ('resource_group', 'agent')
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, agent, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO UPDATE SET capped = false WHERE entity_memberships.capped;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT id, id FROM virtual_entities WHERE entity_type IN ('resource_group', 'agent')
UNION ALL
SELECT agent, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge;
