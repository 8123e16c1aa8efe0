-- Superadmins and monitors have a role in the global scope. Monitors can read.

INSERT INTO roles (name, source, status)
SELECT made.name, 'system', 'active'
FROM (VALUES ('role_superadmin'), ('role_monitor')) AS made (name)
WHERE NOT EXISTS (SELECT FROM roles AS r WHERE r.name = made.name AND r.source = 'system');

WITH made AS (
    INSERT INTO permission_groups (role_id, scope_type, scope_id)
    SELECT r.id, 'global', 'global'
    FROM roles AS r
    WHERE r.name IN ('role_superadmin', 'role_monitor') AND r.source = 'system'
      AND NOT EXISTS (SELECT FROM permission_groups AS g WHERE g.role_id = r.id AND g.scope_id = 'global')
    RETURNING id, role_id
)
INSERT INTO permissions (permission_group_id, entity_type, operation)
SELECT made.id, entity_type, operation
FROM made
JOIN roles AS r ON r.id = made.role_id
CROSS JOIN unnest(ARRAY['user', 'project', 'domain', 'vfolder']) AS entity_type
CROSS JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation
WHERE r.name = 'role_superadmin' OR operation = 'read';

INSERT INTO user_roles (user_id, role_id)
SELECT u.uuid, r.id
FROM users AS u
JOIN roles AS r ON r.source = 'system' AND r.name = 'role_' || u.role
WHERE u.role IN ('superadmin', 'monitor')
ON CONFLICT DO NOTHING;
