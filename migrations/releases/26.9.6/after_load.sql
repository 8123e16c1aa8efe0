-- Rows of these tables are entities of the permission graph. After a load each one has a node, which is a member of
-- itself and of the global entity "global", and is bound to both as its scopes. Links that are there already stay.

CREATE TEMPORARY VIEW graph_entity AS
SELECT 'artifact_registry' AS entity_type, id AS entity_id FROM huggingface_registries
UNION ALL SELECT 'artifact_registry', id FROM reservoir_registries
UNION ALL SELECT 'container_registry', id FROM container_registries
UNION ALL SELECT 'domain', id FROM domains
UNION ALL SELECT 'keypair_resource_policy', uuid FROM keypair_resource_policies
UNION ALL SELECT 'login_client_type', id FROM login_client_types
UNION ALL SELECT 'object_storage', id FROM object_storages
UNION ALL SELECT 'project', id FROM groups
UNION ALL SELECT 'project_resource_policy', uuid FROM project_resource_policies
UNION ALL SELECT 'prometheus_query_preset', id FROM prometheus_query_presets
UNION ALL SELECT 'prometheus_query_preset_category', id FROM prometheus_query_preset_categories
UNION ALL SELECT 'resource_group', id FROM scaling_groups
UNION ALL SELECT 'resource_preset', id FROM resource_presets
UNION ALL SELECT 'resource_slot_type', uuid FROM resource_slot_types
UNION ALL SELECT 'retention_policy', id FROM retention_policies
UNION ALL SELECT 'role_preset', id FROM role_presets
UNION ALL SELECT 'runtime_variant', id FROM runtime_variants
UNION ALL SELECT 'runtime_variant_preset', id FROM runtime_variant_presets
UNION ALL SELECT 'storage_namespace', id FROM storage_namespace
UNION ALL SELECT 'user', uuid FROM users
UNION ALL SELECT 'user_resource_policy', uuid FROM user_resource_policies;

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT entity_type, entity_id FROM graph_entity
ON CONFLICT (entity_type, entity_id) DO NOTHING;

-- Each node with the nodes that it is linked to: itself, and the one of "global".
CREATE TEMPORARY VIEW graph_link AS
WITH node AS (
    SELECT virtual_entities.id FROM virtual_entities JOIN graph_entity USING (entity_type, entity_id)
)
SELECT node.id AS node_id, node.id AS scope_id FROM node
UNION ALL
SELECT node.id, whole.id
FROM node, virtual_entities AS whole
JOIN global_entities ON global_entities.id = whole.entity_id AND global_entities.name = 'global'
WHERE whole.entity_type = 'global';

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id)
SELECT scope_id, node_id FROM graph_link
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node_id, scope_id FROM graph_link
ON CONFLICT (virtual_entity_id, scope_entity_id) DO NOTHING;

DROP VIEW graph_link;
DROP VIEW graph_entity;
