-- A preset may be for one scope alone. The first one is that of all users in "public", where its role is made.

ALTER TABLE role_presets ADD COLUMN scope_id uuid;

CREATE TEMPORARY TABLE stated AS
SELECT p.id, p.name, p.scope_type, g.id AS scope_id, p.permissions
FROM jsonb_to_recordset(:'file role_presets.json'::jsonb)
    AS p (id uuid, name text, scope_type text, permissions jsonb)
JOIN global_entities AS g ON g.name = 'public';

INSERT INTO role_presets (id, name, scope_type, scope_id, auto_assign)
SELECT id, name, scope_type, scope_id, true FROM stated
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, scope_type = excluded.scope_type, scope_id = excluded.scope_id,
    auto_assign = excluded.auto_assign, deleted = false;

DELETE FROM role_permission_presets WHERE role_preset_id IN (SELECT id FROM stated);

INSERT INTO role_permission_presets (id, role_preset_id, entity_type, permission)
SELECT p.id, stated.id, p.entity_type, p.permission
FROM stated
CROSS JOIN jsonb_to_recordset(stated.permissions) AS p (id uuid, entity_type text, permission smallint);

WITH made AS (
    INSERT INTO roles (name, source, status, auto_assign, role_preset_id, scope_type, scope_id)
    SELECT
        stated.name || '-' || left(stated.scope_id::text, 8), 'system', 'active', true, stated.id,
        stated.scope_type, stated.scope_id
    FROM stated
    WHERE NOT EXISTS (
        SELECT FROM roles AS r
        WHERE r.role_preset_id = stated.id AND r.scope_type = stated.scope_type AND r.scope_id = stated.scope_id
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
JOIN role_permission_presets AS p ON p.role_preset_id = made.role_preset_id;

DROP TABLE stated;
