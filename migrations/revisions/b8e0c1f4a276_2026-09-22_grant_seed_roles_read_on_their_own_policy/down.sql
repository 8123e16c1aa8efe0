DELETE FROM permissions AS p
USING roles AS r
WHERE r.id = p.role_id
    AND p.permission = 1
    AND (r.role_preset_id, p.entity_type) IN (
        ('776c1366-dcf3-5abd-b8de-bc3ad3b759ad', 'keypair_resource_policy'),
        ('06057849-3534-546f-b74c-b79d5d3ecf5e', 'project_resource_policy')
    );

DELETE FROM role_permission_presets
WHERE permission = 1
    AND (role_preset_id, entity_type) IN (
        ('776c1366-dcf3-5abd-b8de-bc3ad3b759ad', 'keypair_resource_policy'),
        ('06057849-3534-546f-b74c-b79d5d3ecf5e', 'project_resource_policy')
    );
