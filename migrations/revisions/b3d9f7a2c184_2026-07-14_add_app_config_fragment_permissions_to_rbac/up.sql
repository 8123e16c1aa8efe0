-- Fragments of the application configuration are a new kind of entity. Whoever has a role in a user's scope, or one that opens
-- the administration page of a domain or project, gets all ten operations of an owner on them; grants have no bit.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation, permission)
SELECT scope.role_id, scope.scope_type, scope.scope_id, 'app_config_fragment', owner.operation, owner.permission
FROM (
    SELECT DISTINCT role_id, scope_type, scope_id
    FROM permissions
    WHERE scope_type = 'user'
       OR (scope_type = 'domain' AND entity_type = 'domain_admin_page')
       OR (scope_type = 'project' AND entity_type = 'project_admin_page')
) AS scope
CROSS JOIN (VALUES
    ('create', 4), ('read', 1), ('update', 2), ('soft-delete', 8), ('hard-delete', 16),
    ('grant:all', 0), ('grant:read', 0), ('grant:update', 0), ('grant:soft-delete', 0), ('grant:hard-delete', 0)
) AS owner (operation, permission)
ON CONFLICT (role_id, scope_type, scope_id, entity_type, operation) DO NOTHING;
