-- Roles get permissions on agents in each scope where they have any: all operations, or reading alone for members (a
-- domain's members get none). An agent is in the scope of the domains and projects that may use its resource group.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT held.role_id, held.scope_type, held.scope_id, 'agent', operation
FROM (SELECT DISTINCT role_id, scope_type, scope_id FROM permissions) AS held
JOIN roles AS r ON r.id = held.role_id
JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation ON r.name NOT LIKE '%member' OR (operation = 'read' AND held.scope_type <> 'domain')
ON CONFLICT DO NOTHING;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'domain', s.domain, 'agent', a.id
FROM agents AS a
JOIN sgroups_for_domains AS s ON s.scaling_group = a.scaling_group
UNION ALL
SELECT 'project', s."group"::text, 'agent', a.id
FROM agents AS a
JOIN sgroups_for_groups AS s ON s.scaling_group = a.scaling_group
ON CONFLICT DO NOTHING;
