-- Whoever holds a system role in the scope of himself gets all ten operations of an owner on keypairs there, and each keypair
-- belongs to the scope of its user. Done once on the way to 26.4; a database that left that road earlier gets it here.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation, permission)
SELECT self.role_id, 'user', self.scope_id, 'keypair', owner.operation, owner.permission
FROM (
    SELECT DISTINCT p.role_id, p.scope_id
    FROM permissions AS p
    JOIN roles AS r ON r.id = p.role_id AND r.source = 'system' AND r.status = 'active'
    JOIN user_roles AS h ON h.role_id = p.role_id AND h.user_id::text = p.scope_id
    WHERE p.scope_type = 'user'
) AS self
CROSS JOIN (VALUES
    ('create', 4), ('read', 1), ('update', 2), ('soft-delete', 8), ('hard-delete', 16),
    ('grant:all', 0), ('grant:read', 0), ('grant:update', 0), ('grant:soft-delete', 0), ('grant:hard-delete', 0)
) AS owner (operation, permission)
ON CONFLICT DO NOTHING;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id, relation_type)
SELECT 'user', "user"::text, 'keypair', access_key, 'auto'
FROM keypairs
ON CONFLICT DO NOTHING;
