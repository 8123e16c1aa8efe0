-- Each project has a role for its admins and one for its members. The admins of a domain administer its
-- projects; users are members of the projects that they are in. All roles in a project can read its users, which
-- says of admins once more what they can do anyway.

ALTER TABLE association_scopes_entities DROP CONSTRAINT IF EXISTS uq_scope_id_entity_id;

WITH project_roles AS MATERIALIZED (
    SELECT g.id AS project_id, kind.is_admin, uuid_generate_v4() AS role_id, uuid_generate_v4() AS group_id
    FROM groups AS g
    CROSS JOIN (VALUES (true), (false)) AS kind (is_admin)
), made_roles AS (
    INSERT INTO roles (id, name, source, status)
    SELECT role_id,
           'role_project_' || left(project_id::text, 8) || CASE WHEN is_admin THEN '_admin' ELSE '_member' END,
           CASE WHEN is_admin THEN 'system' ELSE 'custom' END,
           'active'
    FROM project_roles
), made_permissions AS (
    INSERT INTO permissions (permission_group_id, entity_type, operation)
    SELECT group_id, 'user', operation
    FROM project_roles
    CROSS JOIN unnest(ARRAY[
        'create', 'read', 'update', 'soft-delete', 'hard-delete',
        'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
    ]) AS operation
    WHERE is_admin
    UNION ALL
    SELECT group_id, 'user', 'read' FROM project_roles
)
INSERT INTO permission_groups (id, role_id, scope_type, scope_id)
SELECT group_id, role_id, 'project', project_id FROM project_roles;

WITH granted AS MATERIALIZED (
    SELECT r.id AS role_id, p.id AS project_id, u.uuid AS user_id
    FROM roles AS r
    JOIN permission_groups AS g ON g.role_id = r.id
    JOIN groups AS p ON p.id::text = g.scope_id
    JOIN users AS u ON u.domain_name = p.domain_name
    WHERE r.source = 'system' AND u.role = 'admin'
    UNION ALL
    SELECT r.id, m.group_id, u.uuid
    FROM roles AS r
    JOIN permission_groups AS g ON g.role_id = r.id
    JOIN association_groups_users AS m ON m.group_id::text = g.scope_id
    JOIN users AS u ON u.uuid = m.user_id
    WHERE r.source = 'custom' AND u.role = 'user'
), made_user_roles AS (
    INSERT INTO user_roles (user_id, role_id) SELECT user_id, role_id FROM granted
)
INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'project', project_id, 'user', user_id FROM granted;
