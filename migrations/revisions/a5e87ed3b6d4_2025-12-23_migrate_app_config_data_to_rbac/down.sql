-- loses: the permissions of roles on configurations of applications, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type = 'app_config';
DELETE FROM permissions WHERE entity_type = 'app_config';
