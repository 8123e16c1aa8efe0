DELETE FROM permissions
WHERE entity_type = 'project'
    AND permission = 1
    AND role_id IN (SELECT id FROM roles WHERE role_preset_id = '06057849-3534-546f-b74c-b79d5d3ecf5e');

DELETE FROM role_permission_presets
WHERE role_preset_id = '06057849-3534-546f-b74c-b79d5d3ecf5e' AND entity_type = 'project' AND permission = 1;
