-- A preset for the members of a domain, who may see its resource groups. Each domain of the permission graph gets
-- its role, and each user that of his domain.

INSERT INTO role_presets (id, name, scope_type, auto_assign)
VALUES ('76616aa7-6597-5b11-8629-adff5d5640c2', 'domain_member', 'domain', true)
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, scope_type = excluded.scope_type, auto_assign = excluded.auto_assign, deleted = false;

DELETE FROM role_permission_presets WHERE role_preset_id = '76616aa7-6597-5b11-8629-adff5d5640c2';

INSERT INTO role_permission_presets (id, role_preset_id, entity_type, permission)
VALUES ('01993d56-bb39-7ec7-bd6e-89b2384b8207', '76616aa7-6597-5b11-8629-adff5d5640c2', 'resource_group', 1);

WITH made AS (
    INSERT INTO roles (name, source, status, auto_assign, role_preset_id, scope_type, scope_id)
    SELECT
        'domain_member-' || left(d.id::text, 8), 'system', 'active', true,
        '76616aa7-6597-5b11-8629-adff5d5640c2', 'domain', d.id
    FROM domains AS d
    JOIN virtual_entities AS node ON node.entity_type = 'domain' AND node.entity_id = d.id
    WHERE NOT EXISTS (
        SELECT FROM roles
        WHERE role_preset_id = '76616aa7-6597-5b11-8629-adff5d5640c2' AND scope_type = 'domain' AND scope_id = d.id
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

INSERT INTO user_roles (user_id, role_id)
SELECT u.uuid, r.id
FROM roles AS r
JOIN domains AS d ON d.id = r.scope_id
JOIN users AS u ON u.domain_name = d.name
WHERE r.role_preset_id = '76616aa7-6597-5b11-8629-adff5d5640c2' AND r.scope_type = 'domain' AND r.status = 'active'
ON CONFLICT (user_id, role_id) DO NOTHING;
