-- All roles get permissions on artifact registries in their scope: all operations, or reading alone for members.
-- The registries are in the global scope.

INSERT INTO permissions (permission_group_id, entity_type, operation)
SELECT g.id, 'artifact_registry', operation
FROM permission_groups AS g
JOIN roles AS r ON r.id = g.role_id
CROSS JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation
WHERE r.name NOT LIKE '%member' OR operation = 'read';

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'global', 'global', 'artifact_registry', id FROM artifact_registries
ON CONFLICT DO NOTHING;
