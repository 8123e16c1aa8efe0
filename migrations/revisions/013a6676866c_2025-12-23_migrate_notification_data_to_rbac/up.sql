-- All roles get permissions on notification channels and rules in their scope: all operations, or reading alone
-- for members. Both are in the scope of the user who made them.

INSERT INTO permissions (permission_group_id, entity_type, operation)
SELECT g.id, entity_type, operation
FROM permission_groups AS g
JOIN roles AS r ON r.id = g.role_id
CROSS JOIN unnest(ARRAY['notification_channel', 'notification_rule']) AS entity_type
CROSS JOIN unnest(ARRAY[
    'create', 'read', 'update', 'soft-delete', 'hard-delete',
    'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
]) AS operation
WHERE r.name NOT LIKE '%member' OR operation = 'read';

INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'user', created_by::text, 'notification_channel', id::text FROM notification_channels
UNION ALL
SELECT 'user', created_by::text, 'notification_rule', id::text FROM notification_rules
ON CONFLICT DO NOTHING;
