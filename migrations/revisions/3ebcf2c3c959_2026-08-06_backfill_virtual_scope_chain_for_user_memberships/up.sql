-- Domains, projects and users each have a virtual scope. Whoever the associations make a member of a domain or project becomes one
-- of its virtual scope, and the domain or project is bound into his own. Users that no longer exist are nobody's members.

INSERT INTO virtual_scopes (scope_type, scope_id)
SELECT 'domain', id FROM domains
UNION ALL
SELECT 'project', id FROM groups
UNION ALL
SELECT 'user', uuid FROM users
ON CONFLICT DO NOTHING;

CREATE TEMPORARY TABLE member AS
SELECT DISTINCT a.scope_type,
    CASE WHEN a.scope_id ~ '^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$' THEN a.scope_id::uuid END AS scope_id,
    u.uuid AS user_id
FROM association_scopes_entities AS a
JOIN users AS u ON u.uuid::text = lower(a.entity_id)
WHERE a.entity_type = 'user' AND a.scope_type IN ('domain', 'project');
ANALYZE member;

INSERT INTO entity_memberships (virtual_scope_id, entity_type, entity_id)
SELECT v.id, 'user', m.user_id
FROM member AS m
JOIN virtual_scopes AS v ON v.scope_type = m.scope_type AND v.scope_id = m.scope_id
ON CONFLICT DO NOTHING;

INSERT INTO scope_bindings (virtual_scope_id, scope_type, scope_id)
SELECT v.id, m.scope_type, m.scope_id
FROM member AS m
JOIN virtual_scopes AS v ON v.scope_type = 'user' AND v.scope_id = m.user_id
WHERE m.scope_id IS NOT NULL
ON CONFLICT DO NOTHING;

DROP TABLE member;
