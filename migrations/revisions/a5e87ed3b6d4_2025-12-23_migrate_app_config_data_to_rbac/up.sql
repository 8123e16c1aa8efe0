-- All roles get permissions on configurations of applications in their scope: all operations, or reading alone
-- for members. A configuration is in the scope that it is for.

INSERT INTO permissions (permission_group_id, entity_type, operation)
SELECT g.id, 'app_config', operation
FROM permission_groups AS g
JOIN roles AS r ON r.id = g.role_id
CROSS JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation
WHERE r.name NOT LIKE '%member' OR operation = 'read';

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT lower(scope_type::text), scope_id, 'app_config', id::text FROM app_configs
ON CONFLICT DO NOTHING;
