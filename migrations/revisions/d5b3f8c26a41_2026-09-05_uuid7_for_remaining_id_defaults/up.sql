ALTER TABLE agent_resources ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE agents ALTER COLUMN uuid SET DEFAULT uuid_generate_v7();

ALTER TABLE app_config_allow_list ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE app_config_definitions ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE app_config_fragments ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE artifact_registries ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE artifact_revisions ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE artifacts ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE association_artifacts_storages ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE association_container_registries_groups ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE association_groups_users ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE association_scopes_entities ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE client_ip_masking_policies ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE container_registries ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE deployment_auto_scaling_policies ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE deployment_policies ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE deployment_revision_presets ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE deployment_revision_resource_slots ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE domain_fair_shares ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE domains ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE endpoint_auto_scaling_rules ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE endpoint_tokens ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE entity_fields ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE entity_invitations ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE entity_labels ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE groups ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE huggingface_registries ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE idle_checker_bindings ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE idle_checkers ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE image_aliases ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE images ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE keypair_resource_policies ALTER COLUMN uuid SET DEFAULT uuid_generate_v7();

ALTER TABLE keypairs ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE login_client_types ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE login_sessions ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE model_card_resource_requirements ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE model_cards ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE networks ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE notification_channels ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE notification_rules ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE object_permissions ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE object_storages ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE preset_resource_slots ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE project_fair_shares ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE project_resource_policies ALTER COLUMN uuid SET DEFAULT uuid_generate_v7();

ALTER TABLE prometheus_query_preset_categories ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE prometheus_query_presets ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE reservoir_registries ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE resource_allocations ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE resource_presets ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE resource_slot_types ALTER COLUMN uuid SET DEFAULT uuid_generate_v7();

ALTER TABLE retention_policies ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE role_permission_presets ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE role_presets ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE roles ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE runtime_variant_presets ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE runtime_variants ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE scaling_groups ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE service_catalog ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE service_catalog_endpoint ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE session_dependencies ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE session_groups ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE session_templates ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE sgroups_for_domains ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE sgroups_for_groups ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE sgroups_for_keypairs ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE storage_namespace ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE user_fair_shares ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE user_resource_policies ALTER COLUMN uuid SET DEFAULT uuid_generate_v7();

ALTER TABLE user_roles ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE users ALTER COLUMN uuid SET DEFAULT uuid_generate_v7();

ALTER TABLE vfolder_invitations ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE vfolder_permissions ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE vfolders ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE vfs_storages ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE virtual_entities ALTER COLUMN id SET DEFAULT uuid_generate_v7();

-- TODO: rows
