DELETE FROM permissions AS p
USING roles AS r
WHERE r.id = p.role_id
    AND p.permission = 1
    AND (r.role_preset_id, p.entity_type) IN (
        ('76616aa7-6597-5b11-8629-adff5d5640c2', 'image'),
        ('776c1366-dcf3-5abd-b8de-bc3ad3b759ad', 'project')
    );

DELETE FROM role_permission_presets
WHERE permission = 1
    AND (role_preset_id, entity_type) IN (
        ('76616aa7-6597-5b11-8629-adff5d5640c2', 'image'),
        ('776c1366-dcf3-5abd-b8de-bc3ad3b759ad', 'project')
    );
