DELETE FROM permissions
WHERE entity_type = 'resource_preset'
    AND permission = 1
    AND role_id IN (SELECT id FROM roles WHERE role_preset_id = '76616aa7-6597-5b11-8629-adff5d5640c2');

DELETE FROM role_permission_presets
WHERE role_preset_id = '76616aa7-6597-5b11-8629-adff5d5640c2' AND entity_type = 'resource_preset' AND permission = 1;
