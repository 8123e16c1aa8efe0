-- loses: the permissions of roles on artifacts, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'artifact';
DELETE FROM permissions WHERE entity_type = 'artifact';
