-- Members of a project may read it.

INSERT INTO role_permission_presets (id, role_preset_id, entity_type, permission)
SELECT '01993d56-bb39-734c-89fc-df6783293e49', id, 'project', 1
FROM role_presets
WHERE id = '06057849-3534-546f-b74c-b79d5d3ecf5e'
ON CONFLICT DO NOTHING;

INSERT INTO permissions (role_id, entity_type, permission)
SELECT id, 'project', 1 FROM roles WHERE role_preset_id = '06057849-3534-546f-b74c-b79d5d3ecf5e'
ON CONFLICT (role_id, entity_type, permission) DO NOTHING;
