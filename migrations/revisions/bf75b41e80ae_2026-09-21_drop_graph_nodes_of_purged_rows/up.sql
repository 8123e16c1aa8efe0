-- Nodes of the permission graph whose row is gone go, with their edges, the roles that sat in them and the shares
-- of them.

DELETE FROM virtual_entities AS v
WHERE NOT CASE v.entity_type
    WHEN 'agent' THEN EXISTS (SELECT FROM agents WHERE uuid = v.entity_id)
    WHEN 'app_config_allow_list' THEN EXISTS (SELECT FROM app_config_allow_list WHERE id = v.entity_id)
    WHEN 'app_config_definition' THEN EXISTS (SELECT FROM app_config_definitions WHERE id = v.entity_id)
    WHEN 'app_config_fragment' THEN EXISTS (SELECT FROM app_config_fragments WHERE id = v.entity_id)
    WHEN 'artifact' THEN EXISTS (SELECT FROM artifacts WHERE id = v.entity_id)
    WHEN 'artifact_registry' THEN
        EXISTS (SELECT FROM huggingface_registries WHERE id = v.entity_id)
        OR EXISTS (SELECT FROM reservoir_registries WHERE id = v.entity_id)
    WHEN 'client_ip_masking_policy' THEN EXISTS (SELECT FROM client_ip_masking_policies WHERE id = v.entity_id)
    WHEN 'container_registry' THEN EXISTS (SELECT FROM container_registries WHERE id = v.entity_id)
    WHEN 'deployment' THEN EXISTS (SELECT FROM endpoints WHERE id = v.entity_id)
    WHEN 'deployment_preset' THEN EXISTS (SELECT FROM deployment_revision_presets WHERE id = v.entity_id)
    WHEN 'domain' THEN EXISTS (SELECT FROM domains WHERE id = v.entity_id)
    ELSE true
END;

-- In turn, so that the nodes of roles and shares that went with a scope go, too.
DELETE FROM virtual_entities AS v
WHERE NOT CASE v.entity_type
    WHEN 'entity_share' THEN EXISTS (SELECT FROM entity_shares WHERE id = v.entity_id)
    WHEN 'idle_checker' THEN EXISTS (SELECT FROM idle_checkers WHERE id = v.entity_id)
    WHEN 'image' THEN EXISTS (SELECT FROM images WHERE id = v.entity_id)
    WHEN 'keypair_resource_policy' THEN EXISTS (SELECT FROM keypair_resource_policies WHERE uuid = v.entity_id)
    WHEN 'login_client_type' THEN EXISTS (SELECT FROM login_client_types WHERE id = v.entity_id)
    WHEN 'model_card' THEN EXISTS (SELECT FROM model_cards WHERE id = v.entity_id)
    WHEN 'network' THEN EXISTS (SELECT FROM networks WHERE id = v.entity_id)
    WHEN 'notification_channel' THEN EXISTS (SELECT FROM notification_channels WHERE id = v.entity_id)
    WHEN 'notification_rule' THEN EXISTS (SELECT FROM notification_rules WHERE id = v.entity_id)
    WHEN 'object_storage' THEN EXISTS (SELECT FROM object_storages WHERE id = v.entity_id)
    WHEN 'project' THEN EXISTS (SELECT FROM groups WHERE id = v.entity_id)
    WHEN 'project_resource_policy' THEN EXISTS (SELECT FROM project_resource_policies WHERE uuid = v.entity_id)
    WHEN 'prometheus_query_preset' THEN EXISTS (SELECT FROM prometheus_query_presets WHERE id = v.entity_id)
    WHEN 'prometheus_query_preset_category' THEN
        EXISTS (SELECT FROM prometheus_query_preset_categories WHERE id = v.entity_id)
    WHEN 'resource_group' THEN EXISTS (SELECT FROM scaling_groups WHERE id = v.entity_id)
    WHEN 'resource_preset' THEN EXISTS (SELECT FROM resource_presets WHERE id = v.entity_id)
    WHEN 'resource_slot_type' THEN EXISTS (SELECT FROM resource_slot_types WHERE uuid = v.entity_id)
    WHEN 'retention_policy' THEN EXISTS (SELECT FROM retention_policies WHERE id = v.entity_id)
    ELSE true
END;

DELETE FROM virtual_entities AS v
WHERE NOT CASE v.entity_type
    WHEN 'role' THEN EXISTS (SELECT FROM roles WHERE id = v.entity_id)
    WHEN 'role_preset' THEN EXISTS (SELECT FROM role_presets WHERE id = v.entity_id)
    WHEN 'runtime_variant' THEN EXISTS (SELECT FROM runtime_variants WHERE id = v.entity_id)
    WHEN 'runtime_variant_preset' THEN EXISTS (SELECT FROM runtime_variant_presets WHERE id = v.entity_id)
    WHEN 'service_catalog' THEN EXISTS (SELECT FROM service_catalog WHERE id = v.entity_id)
    WHEN 'session' THEN EXISTS (SELECT FROM sessions WHERE id = v.entity_id)
    WHEN 'session_group' THEN EXISTS (SELECT FROM session_groups WHERE id = v.entity_id)
    WHEN 'session_template' THEN EXISTS (SELECT FROM session_templates WHERE id = v.entity_id)
    WHEN 'storage_namespace' THEN EXISTS (SELECT FROM storage_namespace WHERE id = v.entity_id)
    WHEN 'user' THEN EXISTS (SELECT FROM users WHERE uuid = v.entity_id)
    WHEN 'user_resource_policy' THEN EXISTS (SELECT FROM user_resource_policies WHERE uuid = v.entity_id)
    WHEN 'vfolder' THEN EXISTS (SELECT FROM vfolders WHERE id = v.entity_id)
    WHEN 'vfs_storage' THEN EXISTS (SELECT FROM vfs_storages WHERE id = v.entity_id)
    ELSE true
END;
