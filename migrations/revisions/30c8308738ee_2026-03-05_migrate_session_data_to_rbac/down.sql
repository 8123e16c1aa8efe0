-- loses: the permissions of roles on sessions, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'session';
DELETE FROM permissions WHERE entity_type = 'session';
