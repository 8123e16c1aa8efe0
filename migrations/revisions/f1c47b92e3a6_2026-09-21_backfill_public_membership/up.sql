-- What every user may see is in "public". Registries that do not say so are not for all, which is how they were
-- read before.

UPDATE container_registries SET is_global = false WHERE is_global IS NULL;

ALTER TABLE container_registries ALTER COLUMN is_global SET NOT NULL;

CREATE TEMPORARY TABLE edge AS
WITH entity (type, id) AS (
    SELECT 'runtime_variant', id FROM runtime_variants
    UNION ALL
    SELECT 'runtime_variant_preset', id FROM runtime_variant_presets
    UNION ALL
    SELECT 'prometheus_query_preset', id FROM prometheus_query_presets
    UNION ALL
    SELECT 'prometheus_query_preset_category', id FROM prometheus_query_preset_categories
    UNION ALL
    SELECT 'resource_slot_type', uuid FROM resource_slot_types
    UNION ALL
    SELECT 'login_client_type', id FROM login_client_types
    UNION ALL
    SELECT 'deployment_preset', id FROM deployment_revision_presets
    UNION ALL
    SELECT 'container_registry', id FROM container_registries WHERE is_global
    UNION ALL
    SELECT 'image', i.id FROM images AS i JOIN container_registries AS r ON r.id = i.registry_id WHERE r.is_global
    UNION ALL
    SELECT 'resource_preset', id FROM resource_presets WHERE scaling_group_name IS NULL
)
SELECT scope.id AS scope, node.id AS node
FROM entity
JOIN virtual_entities AS node ON node.entity_type = entity.type AND node.entity_id = entity.id
CROSS JOIN global_entities AS g
JOIN virtual_entities AS scope ON scope.entity_type = 'global' AND scope.entity_id = g.id
WHERE g.name = 'public';

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, node, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge;
