-- System roles that no scope knows are bound to theirs: admins of domains and projects by what their name says, roles of users by who
-- holds them.
INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'domain', d.name, 'role', r.id::text
FROM roles r
-- role_domain_NAME_admin
JOIN domains d ON d.name = substr(r.name, 13, length(r.name) - 18)
WHERE r.name LIKE 'role_domain_%_admin' AND r.source = 'system'
  AND NOT EXISTS (SELECT FROM association_scopes_entities a WHERE a.entity_type = 'role' AND a.entity_id = r.id::text)
ON CONFLICT DO NOTHING;

-- role_project_12345678_admin. Where two projects begin with these digits, the one that the role has permissions in.
INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'project', g.id::text, 'role', r.id::text
FROM roles r
JOIN (
    SELECT id, left(id::text, 8) AS digits, count(*) OVER (PARTITION BY left(id::text, 8)) AS alike FROM groups
) AS g ON g.digits = substr(r.name, 14, 8)
WHERE r.name LIKE 'role_project_%_admin' AND r.source = 'system'
  AND NOT EXISTS (SELECT FROM association_scopes_entities a WHERE a.entity_type = 'role' AND a.entity_id = r.id::text)
  AND (g.alike = 1 OR EXISTS (
      SELECT FROM permissions p WHERE p.role_id = r.id AND p.scope_type = 'project' AND p.scope_id = g.id::text
  ))
ON CONFLICT DO NOTHING;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'user', h.user_id::text, 'role', r.id::text
FROM roles r
JOIN user_roles h ON h.role_id = r.id
WHERE (r.name LIKE 'role_user_%' OR r.name LIKE 'user-%') AND r.source = 'system'
  AND NOT EXISTS (SELECT FROM association_scopes_entities a WHERE a.entity_type = 'role' AND a.entity_id = r.id::text)
ON CONFLICT DO NOTHING;
