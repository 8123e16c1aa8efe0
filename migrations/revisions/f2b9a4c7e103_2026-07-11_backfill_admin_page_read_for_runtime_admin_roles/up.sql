-- Admins of projects and domains may open the pages for admins. The roles are those of the newer naming, as the older one had this already.
INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation, permission)
SELECT DISTINCT p.role_id, p.scope_type, p.scope_id, page.entity_type, 'read', 1
FROM permissions p
JOIN roles r ON r.id = p.role_id
JOIN (VALUES ('project', 'project-%-admin', 'project_admin_page'), ('domain', 'domain-%-admin', 'domain_admin_page'))
    AS page (scope_type, name, entity_type) ON p.scope_type = page.scope_type AND r.name LIKE page.name
ON CONFLICT DO NOTHING;
