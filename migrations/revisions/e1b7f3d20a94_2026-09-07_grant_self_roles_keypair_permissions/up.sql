-- Users own their keypairs: the active system roles of a person may do everything with those in the scope of that person, and each keypair
-- is bound to its user.
INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation, permission)
SELECT own.role_id, 'user', own.scope_id, 'keypair', o.operation, o.permission
FROM (
    SELECT DISTINCT p.role_id, p.scope_id
    FROM permissions p
    JOIN user_roles h ON h.role_id = p.role_id AND h.user_id::text = p.scope_id
    JOIN roles r ON r.id = p.role_id
    WHERE p.scope_type = 'user' AND r.source = 'system' AND r.status = 'active'
) AS own
CROSS JOIN (VALUES
    ('create', 4), ('read', 1), ('update', 2), ('soft-delete', 8), ('hard-delete', 16),
    ('grant:all', 0), ('grant:read', 0), ('grant:update', 0), ('grant:soft-delete', 0), ('grant:hard-delete', 0)
) AS o (operation, permission)
ON CONFLICT DO NOTHING;

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id, relation_type)
SELECT 'user', "user"::text, 'keypair', access_key, 'auto' FROM keypairs
ON CONFLICT DO NOTHING;
