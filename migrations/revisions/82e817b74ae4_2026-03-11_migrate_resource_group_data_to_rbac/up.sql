-- Roles get permissions on resource groups in each scope where they have any: all operations, or reading alone for
-- members (a domain's members get none). A resource group is in the scope of the domains and projects that may use
-- it.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT held.role_id, held.scope_type, held.scope_id, 'resource_group', operation
FROM (SELECT DISTINCT role_id, scope_type, scope_id FROM permissions) AS held
JOIN roles AS r ON r.id = held.role_id
JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation ON r.name NOT LIKE '%member' OR (operation = 'read' AND held.scope_type <> 'domain')
ON CONFLICT DO NOTHING;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'domain', domain, 'resource_group', scaling_group FROM sgroups_for_domains
UNION ALL
SELECT 'project', "group"::text, 'resource_group', scaling_group FROM sgroups_for_groups
ON CONFLICT DO NOTHING;
