-- A model card is its creator's, too, not only the project's.

CREATE TEMPORARY TABLE edge AS
SELECT scope.id AS scope, node.id AS node
FROM model_cards AS c
JOIN virtual_entities AS node ON node.entity_type = 'model_card' AND node.entity_id = c.id
JOIN virtual_entities AS scope ON scope.entity_type = 'user' AND scope.entity_id = c.creator;

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, node, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge;
