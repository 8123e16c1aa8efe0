-- Roles get permissions on container registries in each scope where they have any: all operations, or reading alone
-- for members (a domain's members get none). A global registry is in the scope of every project, another in that of
-- the projects it was given to.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT held.role_id, held.scope_type, held.scope_id, 'container_registry', operation
FROM (SELECT DISTINCT role_id, scope_type, scope_id FROM permissions) AS held
JOIN roles AS r ON r.id = held.role_id
JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation ON r.name NOT LIKE '%member' OR (operation = 'read' AND held.scope_type <> 'domain')
ON CONFLICT DO NOTHING;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'project', a.group_id::text, 'container_registry', r.id::text
FROM container_registries AS r
JOIN association_container_registries_groups AS a ON a.registry_id = r.id
WHERE NOT r.is_global
UNION ALL
SELECT 'project', g.id::text, 'container_registry', r.id::text
FROM container_registries AS r
CROSS JOIN groups AS g
WHERE r.is_global
ON CONFLICT DO NOTHING;
