-- "auth" is no entity; permissions on it allow nothing.

DELETE FROM permissions WHERE entity_type = 'auth';
DELETE FROM role_permission_presets WHERE entity_type = 'auth';
