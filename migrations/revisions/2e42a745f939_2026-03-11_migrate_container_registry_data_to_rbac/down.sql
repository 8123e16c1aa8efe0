-- loses: the permissions of roles on container registries, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'container_registry';
DELETE FROM permissions WHERE entity_type = 'container_registry';
