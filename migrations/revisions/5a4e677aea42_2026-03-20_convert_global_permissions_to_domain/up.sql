-- A global permission becomes one in each active domain.

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT p.role_id, 'domain', d.name, p.entity_type, p.operation
FROM permissions AS p
CROSS JOIN domains AS d
WHERE p.scope_type = 'global' AND d.is_active
ON CONFLICT DO NOTHING;

DELETE FROM permissions WHERE scope_type = 'global';
