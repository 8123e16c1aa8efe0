-- Each user owns himself: the role of the preset user_owner is given without being asked for, and every user of
-- the permission graph has one.

UPDATE role_presets SET auto_assign = true
WHERE id = '776c1366-dcf3-5abd-b8de-bc3ad3b759ad' AND NOT auto_assign;

UPDATE roles SET auto_assign = true
WHERE role_preset_id = '776c1366-dcf3-5abd-b8de-bc3ad3b759ad' AND NOT auto_assign;

WITH made AS (
    INSERT INTO roles (name, source, status, auto_assign, role_preset_id, scope_type, scope_id)
    SELECT
        left(p.name, 55) || '-' || left(u.uuid::text, 8), 'system', 'active', true, p.id, 'user', u.uuid
    FROM role_presets AS p
    CROSS JOIN users AS u
    JOIN virtual_entities AS node ON node.entity_type = 'user' AND node.entity_id = u.uuid
    WHERE p.id = '776c1366-dcf3-5abd-b8de-bc3ad3b759ad'
        AND NOT p.deleted
        AND NOT EXISTS (
            SELECT FROM roles WHERE role_preset_id = p.id AND scope_type = 'user' AND scope_id = u.uuid
        )
    RETURNING id, role_preset_id, scope_type, scope_id
), node AS (
    INSERT INTO virtual_entities (entity_type, entity_id)
    SELECT 'role', id FROM made
    RETURNING id, entity_id
), edge AS (
    SELECT node.id AS role, scope.id AS scope
    FROM made
    JOIN node ON node.entity_id = made.id
    JOIN virtual_entities AS scope ON scope.entity_type = made.scope_type AND scope.entity_id = made.scope_id
), membership AS (
    INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
    SELECT role, role, false FROM edge
    UNION ALL
    SELECT scope, role, false FROM edge
), binding AS (
    INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
    SELECT role, role FROM edge
    UNION ALL
    SELECT role, scope FROM edge
)
INSERT INTO permissions (role_id, entity_type, permission)
SELECT made.id, p.entity_type, p.permission
FROM made
JOIN role_permission_presets AS p ON p.role_preset_id = made.role_preset_id
WHERE p.permission <> 0;

INSERT INTO user_roles (user_id, role_id)
SELECT u.uuid, r.id
FROM roles AS r
JOIN users AS u ON u.uuid = r.scope_id
WHERE r.role_preset_id = '776c1366-dcf3-5abd-b8de-bc3ad3b759ad' AND r.scope_type = 'user' AND r.status = 'active'
ON CONFLICT (user_id, role_id) DO NOTHING;
