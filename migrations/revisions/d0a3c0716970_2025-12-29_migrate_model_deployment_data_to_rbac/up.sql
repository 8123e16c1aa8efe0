-- All roles get permissions on deployments of models in their scope: all operations, or reading alone for
-- members. A deployment, which is an endpoint, is in the scope of the user who made it.

INSERT INTO permissions (permission_group_id, entity_type, operation)
SELECT g.id, 'model_deployment', operation
FROM permission_groups AS g
JOIN roles AS r ON r.id = g.role_id
CROSS JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation
WHERE r.name NOT LIKE '%member' OR operation = 'read';

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'user', created_user::text, 'model_deployment', id::text FROM endpoints
ON CONFLICT DO NOTHING;
