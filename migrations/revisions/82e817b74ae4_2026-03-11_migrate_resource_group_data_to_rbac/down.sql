-- loses: the permissions of roles on resource groups, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'resource_group';
DELETE FROM permissions WHERE entity_type = 'resource_group';
