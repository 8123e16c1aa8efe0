-- loses: the permissions of roles on agents, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'agent';
DELETE FROM permissions WHERE entity_type = 'agent';
