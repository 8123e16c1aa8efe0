-- loses: the permissions of roles on artifact registries, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'artifact_registry';
DELETE FROM permissions WHERE entity_type = 'artifact_registry';
