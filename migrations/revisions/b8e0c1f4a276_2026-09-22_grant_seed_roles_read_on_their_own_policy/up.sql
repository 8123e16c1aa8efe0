-- Users may read the resource policy of their keypairs, and members of a project that of the project.

INSERT INTO role_permission_presets (id, role_preset_id, entity_type, permission)
SELECT new.id, p.id, new.entity_type, 1
FROM (
    VALUES
        (
            '01993d56-bb39-7df1-b907-21803eaabdd6'::uuid, '776c1366-dcf3-5abd-b8de-bc3ad3b759ad'::uuid,
            'keypair_resource_policy'
        ),
        (
            '01993d56-bb39-7246-836b-5744793fd522', '06057849-3534-546f-b74c-b79d5d3ecf5e',
            'project_resource_policy'
        )
) AS new (id, preset, entity_type)
JOIN role_presets AS p ON p.id = new.preset
ON CONFLICT DO NOTHING;

INSERT INTO permissions (role_id, entity_type, permission)
SELECT id, 'keypair_resource_policy', 1
FROM roles
WHERE role_preset_id = '776c1366-dcf3-5abd-b8de-bc3ad3b759ad'
UNION ALL
SELECT id, 'project_resource_policy', 1
FROM roles
WHERE role_preset_id = '06057849-3534-546f-b74c-b79d5d3ecf5e'
ON CONFLICT (role_id, entity_type, permission) DO NOTHING;
