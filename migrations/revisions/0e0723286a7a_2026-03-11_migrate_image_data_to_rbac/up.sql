-- Roles get permissions on images in each scope where they have any: all operations, or reading alone for members (a
-- domain's members get none). An image is in the scope of the projects that its registry was given to.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT held.role_id, held.scope_type, held.scope_id, 'image', operation
FROM (SELECT DISTINCT role_id, scope_type, scope_id FROM permissions) AS held
JOIN roles AS r ON r.id = held.role_id
JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation ON r.name NOT LIKE '%member' OR (operation = 'read' AND held.scope_type <> 'domain')
ON CONFLICT DO NOTHING;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'project', a.group_id::text, 'image', i.id::text
FROM images AS i
JOIN container_registries AS r ON r.id = i.registry_id
JOIN association_container_registries_groups AS a ON a.registry_id = r.id
ON CONFLICT DO NOTHING;
