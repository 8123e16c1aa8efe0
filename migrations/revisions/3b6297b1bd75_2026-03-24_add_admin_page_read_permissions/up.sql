-- The roles of project and domain administrators may open the administration's page in each scope where they have any
-- permission.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT DISTINCT p.role_id, p.scope_type, p.scope_id, page.entity_type, 'read'
FROM permissions AS p
JOIN roles AS r ON r.id = p.role_id
JOIN (
    VALUES ('project', 'role\_project\_%\_admin', 'project_admin_page'),
           ('domain', 'role\_domain\_%\_admin', 'domain_admin_page')
) AS page (scope_type, role_name, entity_type) ON page.scope_type = p.scope_type AND r.name LIKE page.role_name
ON CONFLICT DO NOTHING;
