-- Whoever administers a project or a domain may open its administration page. Given once on the way to 26.4; a database that
-- left that road earlier gets it here.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation, permission)
SELECT DISTINCT p.role_id, p.scope_type, p.scope_id, p.scope_type || '_admin_page', 'read', 1
FROM permissions AS p
JOIN roles AS r ON r.id = p.role_id
WHERE (p.scope_type = 'project' AND r.name LIKE 'project-%-admin')
   OR (p.scope_type = 'domain' AND r.name LIKE 'domain-%-admin')
ON CONFLICT DO NOTHING;
