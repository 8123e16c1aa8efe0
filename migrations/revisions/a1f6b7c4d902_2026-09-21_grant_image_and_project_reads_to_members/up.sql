-- Members of a domain may read images, and users their projects.

INSERT INTO role_permission_presets (id, role_preset_id, entity_type, permission)
SELECT new.id, p.id, new.entity_type, 1
FROM (
    VALUES
        ('01993d56-bb39-7e7f-a313-e53138797ed6'::uuid, '76616aa7-6597-5b11-8629-adff5d5640c2'::uuid, 'image'),
        ('01993d56-bb39-73d8-b63b-51c90a90fddc', '776c1366-dcf3-5abd-b8de-bc3ad3b759ad', 'project')
) AS new (id, preset, entity_type)
JOIN role_presets AS p ON p.id = new.preset
ON CONFLICT DO NOTHING;

INSERT INTO permissions (role_id, entity_type, permission)
SELECT id, 'image', 1 FROM roles WHERE role_preset_id = '76616aa7-6597-5b11-8629-adff5d5640c2'
UNION ALL
SELECT id, 'project', 1 FROM roles WHERE role_preset_id = '776c1366-dcf3-5abd-b8de-bc3ad3b759ad'
ON CONFLICT (role_id, entity_type, permission) DO NOTHING;
