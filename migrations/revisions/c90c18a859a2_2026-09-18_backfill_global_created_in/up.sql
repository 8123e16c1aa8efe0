-- What is made without another scope, and what is made for all, is in "global".

CREATE TEMPORARY TABLE edge AS
SELECT scope.id AS scope, node.id AS node
FROM global_entities AS g
JOIN virtual_entities AS scope ON scope.entity_type = 'global' AND scope.entity_id = g.id
CROSS JOIN virtual_entities AS node
WHERE g.name = 'global'
    AND (
        node.entity_type IN (
            'domain', 'project', 'user', 'runtime_variant', 'runtime_variant_preset', 'prometheus_query_preset',
            'prometheus_query_preset_category', 'resource_slot_type', 'login_client_type', 'deployment_preset',
            'container_registry', 'resource_preset', 'resource_group', 'idle_checker', 'keypair_resource_policy',
            'user_resource_policy', 'project_resource_policy', 'object_storage', 'vfs_storage', 'storage_namespace',
            'artifact_registry', 'artifact', 'notification_channel', 'notification_rule', 'retention_policy',
            'role_preset', 'app_config_allow_list', 'app_config_definition', 'service_catalog',
            'client_ip_masking_policy'
        )
        OR node.entity_type = 'app_config_fragment'
            AND node.entity_id IN (SELECT id FROM app_config_fragments WHERE scope_type = 'public')
    );

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT scope, node, false FROM edge
ON CONFLICT (virtual_entity_id, member_entity_id) DO NOTHING;

INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT node, scope FROM edge
ON CONFLICT DO NOTHING;

DROP TABLE edge;
