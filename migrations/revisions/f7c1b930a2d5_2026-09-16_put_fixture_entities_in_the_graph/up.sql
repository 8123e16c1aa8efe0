-- What is loaded from fixtures enters the permission graph: each row has a node, which is a member of itself and
-- bound to itself.

INSERT INTO virtual_entities (entity_type, entity_id)
SELECT 'container_registry', id FROM container_registries
UNION ALL
SELECT 'domain', id FROM domains
UNION ALL
SELECT 'project', id FROM groups
UNION ALL
SELECT 'artifact_registry', id FROM huggingface_registries
UNION ALL
SELECT 'artifact_registry', id FROM reservoir_registries
UNION ALL
SELECT 'keypair_resource_policy', uuid FROM keypair_resource_policies
UNION ALL
SELECT 'login_client_type', id FROM login_client_types
UNION ALL
SELECT 'object_storage', id FROM object_storages
UNION ALL
SELECT 'project_resource_policy', uuid FROM project_resource_policies
UNION ALL
SELECT 'prometheus_query_preset', id FROM prometheus_query_presets
UNION ALL
SELECT 'prometheus_query_preset_category', id FROM prometheus_query_preset_categories
UNION ALL
SELECT 'resource_group', id FROM scaling_groups
UNION ALL
SELECT 'resource_preset', id FROM resource_presets
UNION ALL
SELECT 'resource_slot_type', uuid FROM resource_slot_types
UNION ALL
SELECT 'retention_policy', id FROM retention_policies
UNION ALL
SELECT 'role_preset', id FROM role_presets
UNION ALL
SELECT 'runtime_variant', id FROM runtime_variants
UNION ALL
SELECT 'runtime_variant_preset', id FROM runtime_variant_presets
UNION ALL
SELECT 'storage_namespace', id FROM storage_namespace
UNION ALL
SELECT 'user', uuid FROM users
UNION ALL
SELECT 'user_resource_policy', uuid FROM user_resource_policies
ON CONFLICT (entity_type, entity_id) DO NOTHING;

CREATE TEMPORARY TABLE node AS
SELECT id
FROM virtual_entities
WHERE entity_type IN (
    'artifact_registry', 'container_registry', 'domain', 'keypair_resource_policy', 'login_client_type',
    'object_storage', 'project', 'project_resource_policy', 'prometheus_query_preset',
    'prometheus_query_preset_category', 'resource_group', 'resource_preset', 'resource_slot_type',
    'retention_policy', 'role_preset', 'runtime_variant', 'runtime_variant_preset', 'storage_namespace', 'user',
    'user_resource_policy'
);

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT id, id, false FROM node
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT id, id FROM node
ON CONFLICT DO NOTHING;

DROP TABLE node;
