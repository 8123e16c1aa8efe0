-- The services of a session that is not over are read by the roles of its user, and by those roles of its project that are no members'
-- roles. The roles of a person are those with a permission in the scope of that person.
INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT r.role_id, 'session', s.id::text, 'session:app_service', 'read'
FROM sessions s
JOIN (
    SELECT DISTINCT h.user_id, h.role_id
    FROM user_roles h
    JOIN permissions p ON p.role_id = h.role_id AND p.scope_type = 'user' AND p.scope_id = h.user_id::text
) AS r ON r.user_id = s.user_uuid
WHERE s.status NOT IN ('TERMINATING', 'TERMINATED', 'CANCELLED', 'ERROR')
UNION
SELECT r.role_id, 'session', s.id::text, 'session:app_service', 'read'
FROM sessions s
JOIN (
    SELECT DISTINCT p.role_id, p.scope_id FROM permissions p JOIN roles ON roles.id = p.role_id
    WHERE p.scope_type = 'project' AND roles.name NOT LIKE '%member'
) AS r ON r.scope_id = s.group_id::text
WHERE s.status NOT IN ('TERMINATING', 'TERMINATED', 'CANCELLED', 'ERROR')
ON CONFLICT DO NOTHING;
