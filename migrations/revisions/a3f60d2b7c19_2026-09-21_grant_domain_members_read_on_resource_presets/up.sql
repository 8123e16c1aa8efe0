-- Members of a domain may read resource presets.

INSERT INTO role_permission_presets (id, role_preset_id, entity_type, permission)
SELECT '01993d56-bb39-78b1-89b4-7d32b8fdcf49', id, 'resource_preset', 1
FROM role_presets
WHERE id = '76616aa7-6597-5b11-8629-adff5d5640c2'
ON CONFLICT DO NOTHING;

INSERT INTO permissions (role_id, entity_type, permission)
SELECT id, 'resource_preset', 1 FROM roles WHERE role_preset_id = '76616aa7-6597-5b11-8629-adff5d5640c2'
ON CONFLICT (role_id, entity_type, permission) DO NOTHING;
