-- Permissions and associations call a domain by its uuid instead of its name; where both are written, one row is enough.
-- Domains, as scopes, also become part of the chain that permissions are resolved along: a virtual scope each, with the domain
-- itself and its users in it, and bound into the virtual scopes of its projects.

DELETE FROM association_scopes_entities AS a
USING domains AS d, association_scopes_entities AS twin
WHERE a.scope_type = 'domain' AND a.scope_id = d.name
  AND twin.scope_type = 'domain' AND twin.scope_id = d.id::text AND twin.entity_id = a.entity_id;

UPDATE association_scopes_entities AS a
SET scope_id = d.id::text
FROM domains AS d
WHERE a.scope_type = 'domain' AND a.scope_id = d.name;

DELETE FROM association_scopes_entities AS a
USING domains AS d, association_scopes_entities AS twin
WHERE a.entity_type = 'domain' AND a.entity_id = d.name
  AND twin.scope_type = a.scope_type AND twin.scope_id = a.scope_id AND twin.entity_id = d.id::text;

UPDATE association_scopes_entities AS a
SET entity_id = d.id::text
FROM domains AS d
WHERE a.entity_type = 'domain' AND a.entity_id = d.name;

DELETE FROM permissions AS p
USING domains AS d, permissions AS twin
WHERE p.scope_type = 'domain' AND p.scope_id = d.name
  AND twin.role_id = p.role_id AND twin.scope_type = 'domain' AND twin.scope_id = d.id::text
  AND twin.entity_type = p.entity_type AND twin.operation = p.operation;

UPDATE permissions AS p
SET scope_id = d.id::text
FROM domains AS d
WHERE p.scope_type = 'domain' AND p.scope_id = d.name;

INSERT INTO virtual_scopes (scope_type, scope_id)
SELECT 'domain', id FROM domains
ON CONFLICT DO NOTHING;

INSERT INTO entity_memberships (virtual_scope_id, entity_type, entity_id)
SELECT id, scope_type, scope_id FROM virtual_scopes WHERE scope_type = 'domain'
UNION ALL
SELECT v.id, 'user', u.uuid
FROM users AS u
JOIN domains AS d ON d.name = u.domain_name
JOIN virtual_scopes AS v ON v.scope_type = 'domain' AND v.scope_id = d.id
ON CONFLICT DO NOTHING;

-- A project that the manager has not made a virtual scope for yet is bound later.
INSERT INTO scope_bindings (virtual_scope_id, scope_type, scope_id)
SELECT id, scope_type, scope_id FROM virtual_scopes WHERE scope_type = 'domain'
UNION ALL
SELECT v.id, 'domain', d.id
FROM groups AS g
JOIN domains AS d ON d.name = g.domain_name
JOIN virtual_scopes AS v ON v.scope_type = 'project' AND v.scope_id = g.id
ON CONFLICT DO NOTHING;
