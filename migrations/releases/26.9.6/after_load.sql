-- Every row of a table that the fixtures name has a node in the permission graph, also the rows that the fixtures do not have. A node is
-- a member of itself and its own scope, and a member of the global entity's node, which is its scope as well. Nodes, memberships and
-- bindings that are there stay as they are, and are left out beforehand: a conflict takes longer.
WITH present (table_name, entity_type, entity_id) AS (
    SELECT 'huggingface_registries', 'artifact_registry', id FROM huggingface_registries
    UNION ALL SELECT 'reservoir_registries', 'artifact_registry', id FROM reservoir_registries
    UNION ALL SELECT 'container_registries', 'container_registry', id FROM container_registries
    UNION ALL SELECT 'domains', 'domain', id FROM domains
    UNION ALL SELECT 'keypair_resource_policies', 'keypair_resource_policy', uuid FROM keypair_resource_policies
    UNION ALL SELECT 'login_client_types', 'login_client_type', id FROM login_client_types
    UNION ALL SELECT 'object_storages', 'object_storage', id FROM object_storages
    UNION ALL SELECT 'groups', 'project', id FROM groups
    UNION ALL SELECT 'project_resource_policies', 'project_resource_policy', uuid FROM project_resource_policies
    UNION ALL SELECT 'prometheus_query_presets', 'prometheus_query_preset', id FROM prometheus_query_presets
    UNION ALL SELECT 'prometheus_query_preset_categories', 'prometheus_query_preset_category', id FROM prometheus_query_preset_categories
    UNION ALL SELECT 'scaling_groups', 'resource_group', id FROM scaling_groups
    UNION ALL SELECT 'resource_presets', 'resource_preset', id FROM resource_presets
    UNION ALL SELECT 'resource_slot_types', 'resource_slot_type', uuid FROM resource_slot_types
    UNION ALL SELECT 'retention_policies', 'retention_policy', id FROM retention_policies
    UNION ALL SELECT 'role_presets', 'role_preset', id FROM role_presets
    UNION ALL SELECT 'runtime_variants', 'runtime_variant', id FROM runtime_variants
    UNION ALL SELECT 'runtime_variant_presets', 'runtime_variant_preset', id FROM runtime_variant_presets
    UNION ALL SELECT 'storage_namespace', 'storage_namespace', id FROM storage_namespace
    UNION ALL SELECT 'users', 'user', uuid FROM users
    UNION ALL SELECT 'user_resource_policies', 'user_resource_policy', uuid FROM user_resource_policies
), entity AS (
    SELECT entity_type, entity_id FROM present WHERE table_name = ANY (current_setting('backend_ai.tables')::text[])
), added AS (
    INSERT INTO virtual_entities (entity_type, entity_id)
    SELECT entity_type, entity_id FROM entity EXCEPT SELECT entity_type, entity_id FROM virtual_entities
    ON CONFLICT (entity_type, entity_id) DO NOTHING
    RETURNING id
), node AS (
    SELECT id FROM added
    UNION ALL
    SELECT virtual_entities.id FROM virtual_entities JOIN entity USING (entity_type, entity_id)
), binding (member, scope) AS (
    SELECT id, id FROM node
    UNION ALL
    SELECT node.id, virtual_entities.id
      FROM virtual_entities
      JOIN global_entities ON global_entities.id = virtual_entities.entity_id
     CROSS JOIN node
     WHERE virtual_entities.entity_type = 'global' AND global_entities.name = 'global'
), membership AS (
    INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
    SELECT scope, member, false FROM binding
     WHERE NOT EXISTS (SELECT FROM entity_memberships WHERE virtual_entity_id = scope AND member_entity_id = member)
    ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING
)
INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT member, scope FROM binding
 WHERE NOT EXISTS (SELECT FROM scope_bindings WHERE virtual_entity_id = member AND scope_entity_id = scope)
ON CONFLICT DO NOTHING;
