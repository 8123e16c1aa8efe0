-- System roles come from presets alone from here on. The release states four of them; each scope gets the role of
-- each, who held the role of the same purpose holds it, and the system roles of no preset go. Custom roles stay
-- as they are, but for entity types that are no more.

-- A name that became another one, where the role does not have that already.
DELETE FROM permissions AS p
USING permissions AS other
WHERE other.role_id = p.role_id
    AND other.permission = p.permission
    AND (p.entity_type, other.entity_type) IN (
        ('model_deployment', 'deployment'),
        ('project_admin_page', 'scope_admin'),
        ('domain_admin_page', 'scope_admin'),
        ('domain_admin_page', 'project_admin_page')
    );

UPDATE permissions
SET entity_type = CASE entity_type WHEN 'model_deployment' THEN 'deployment' ELSE 'scope_admin' END
WHERE entity_type IN ('model_deployment', 'project_admin_page', 'domain_admin_page');

-- All types that there are. Keypairs, files of folders and apps of sessions go with what they belong to.
DELETE FROM permissions
WHERE entity_type NOT IN (
    'agent', 'app_config', 'app_config_allow_list', 'app_config_definition', 'app_config_fragment', 'artifact',
    'artifact_registry', 'auth', 'client_ip_masking_policy', 'container_registry', 'deployment',
    'deployment_preset', 'domain', 'entity_share', 'global', 'idle_checker', 'image', 'keypair_resource_policy',
    'login_client_type', 'model_card', 'network', 'notification_channel', 'notification_rule', 'object_storage',
    'project', 'project_resource_policy', 'prometheus_query_preset', 'prometheus_query_preset_category',
    'resource_group', 'resource_preset', 'resource_slot_type', 'retention_policy', 'role', 'role_preset',
    'runtime_variant', 'runtime_variant_preset', 'scope_admin', 'service_catalog', 'session', 'session_group',
    'session_template', 'storage_namespace', 'user', 'user_resource_policy', 'vfolder', 'vfolder_invitation',
    'vfs_storage'
);

CREATE TEMPORARY TABLE stated AS
SELECT *
FROM jsonb_to_recordset(:'file role_presets.json'::jsonb)
    AS p (id uuid, name text, scope_type text, auto_assign boolean, permissions jsonb);

INSERT INTO role_presets (id, name, scope_type, auto_assign)
SELECT id, name, scope_type, auto_assign FROM stated
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, scope_type = excluded.scope_type, auto_assign = excluded.auto_assign, deleted = false;

DELETE FROM role_permission_presets WHERE role_preset_id IN (SELECT id FROM stated);

INSERT INTO role_permission_presets (id, role_preset_id, entity_type, permission)
SELECT p.id, stated.id, p.entity_type, p.permission
FROM stated
CROSS JOIN jsonb_to_recordset(stated.permissions) AS p (id uuid, entity_type text, permission smallint);

-- The roles that are missing in the scopes of the graph, each a member of itself and of its scope.
WITH made AS (
    INSERT INTO roles (name, source, status, auto_assign, role_preset_id, scope_type, scope_id)
    SELECT
        left(stated.name, 55) || '-' || left(scope.id::text, 8), 'system', 'active', stated.auto_assign,
        stated.id, scope.type, scope.id
    FROM stated
    JOIN (
        SELECT 'domain' AS type, id FROM domains
        UNION ALL
        SELECT 'project', id FROM groups
        UNION ALL
        SELECT 'user', uuid FROM users
    ) AS scope ON scope.type = stated.scope_type
    JOIN virtual_entities AS node ON node.entity_type = scope.type AND node.entity_id = scope.id
    WHERE NOT EXISTS (
        SELECT FROM roles
        WHERE role_preset_id = stated.id AND scope_type = scope.type AND scope_id = scope.id
    )
    RETURNING id, scope_type, scope_id
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
)
INSERT INTO scope_bindings (virtual_entity_id, scope_entity_id)
SELECT role, role FROM edge
UNION ALL
SELECT role, scope FROM edge;

ANALYZE roles, user_roles;

-- Roles of before are known by their names.
INSERT INTO user_roles (user_id, role_id)
SELECT held.user_id, made.id
FROM roles AS old
JOIN user_roles AS held ON held.role_id = old.id
JOIN stated ON CASE stated.name
    WHEN 'user_owner' THEN starts_with(old.name, 'role_user_') OR old.name = 'user-' || left(old.scope_id::text, 8)
    WHEN 'project_admin' THEN old.name IN (
        'role_project_' || left(old.scope_id::text, 8) || '_admin',
        'project-' || left(old.scope_id::text, 8) || '-admin'
    )
    WHEN 'project_member' THEN old.name IN (
        'role_project_' || left(old.scope_id::text, 8) || '_member',
        'project-' || left(old.scope_id::text, 8) || '-member'
    )
    WHEN 'domain_admin' THEN
        starts_with(old.name, 'role_domain_') AND right(old.name, 6) = '_admin'
        OR starts_with(old.name, 'domain-') AND right(old.name, 6) = '-admin'
END
JOIN roles AS made ON made.role_preset_id = stated.id
    AND made.scope_type = old.scope_type AND made.scope_id = old.scope_id
WHERE old.source = 'system' AND old.role_preset_id IS NULL AND old.scope_type = stated.scope_type
ON CONFLICT (user_id, role_id) DO NOTHING;

-- Who made a project and is a member of it still, administers it.
INSERT INTO user_roles (user_id, role_id)
SELECT g.creator_id, r.id
FROM groups AS g
JOIN virtual_entities AS project ON project.entity_type = 'project' AND project.entity_id = g.id
JOIN virtual_entities AS creator ON creator.entity_type = 'user' AND creator.entity_id = g.creator_id
JOIN entity_memberships AS m ON m.virtual_entity_id = project.id AND m.member_entity_id = creator.id
JOIN stated ON stated.name = 'project_admin'
JOIN roles AS r ON r.role_preset_id = stated.id AND r.scope_type = 'project' AND r.scope_id = g.id
ON CONFLICT (user_id, role_id) DO NOTHING;

-- The holders of each role that goes are looked for, and user_roles has no index that begins with the role.
CREATE INDEX held_role ON user_roles (role_id);
WITH gone AS (
    DELETE FROM roles WHERE source = 'system' AND role_preset_id IS NULL RETURNING id
)
DELETE FROM virtual_entities
WHERE entity_type = 'role' AND entity_id IN (SELECT id FROM gone);
DROP INDEX held_role;

DELETE FROM permissions
WHERE role_id IN (SELECT r.id FROM roles AS r JOIN stated ON stated.id = r.role_preset_id);

INSERT INTO permissions (role_id, entity_type, permission)
SELECT r.id, p.entity_type, p.permission
FROM stated
JOIN roles AS r ON r.role_preset_id = stated.id
JOIN role_permission_presets AS p ON p.role_preset_id = stated.id;

-- The members of a project hold the roles that it gives to all of them.
INSERT INTO user_roles (user_id, role_id)
SELECT u.uuid, r.id
FROM roles AS r
JOIN virtual_entities AS project ON project.entity_type = 'project' AND project.entity_id = r.scope_id
JOIN entity_memberships AS m ON m.virtual_entity_id = project.id
JOIN virtual_entities AS member ON member.id = m.member_entity_id AND member.entity_type = 'user'
JOIN users AS u ON u.uuid = member.entity_id
WHERE r.scope_type = 'project' AND r.auto_assign AND r.status = 'active'
ON CONFLICT (user_id, role_id) DO NOTHING;

DROP TABLE stated;
