-- Each domain has a role for its admins and one for its members, who may do nothing yet. Users and projects are
-- in the scope of their domain.

ALTER TABLE association_scopes_entities DROP CONSTRAINT IF EXISTS uq_scope_id_entity_id;

WITH domain_roles AS MATERIALIZED (
    SELECT d.name AS domain_name, kind.is_admin, uuid_generate_v4() AS role_id, uuid_generate_v4() AS group_id
    FROM domains AS d
    CROSS JOIN (VALUES (true), (false)) AS kind (is_admin)
), made_roles AS (
    INSERT INTO roles (id, name, source, status)
    SELECT role_id,
           left('role_domain_' || domain_name, 57) || CASE WHEN is_admin THEN '_admin' ELSE '_member' END,
           CASE WHEN is_admin THEN 'system' ELSE 'custom' END,
           'active'
    FROM domain_roles
), made_permissions AS (
    INSERT INTO permissions (permission_group_id, entity_type, operation)
    SELECT group_id, 'user', operation
    FROM domain_roles
    CROSS JOIN unnest(ARRAY[
        'create', 'read', 'update', 'soft-delete', 'hard-delete',
        'grant:all', 'grant:read', 'grant:update', 'grant:soft-delete', 'grant:hard-delete'
    ]) AS operation
    WHERE is_admin
)
INSERT INTO permission_groups (id, role_id, scope_type, scope_id)
SELECT group_id, role_id, 'domain', domain_name FROM domain_roles;

WITH granted AS MATERIALIZED (
    SELECT r.id AS role_id, g.scope_id AS domain_name, u.uuid AS user_id
    FROM roles AS r
    JOIN permission_groups AS g ON g.role_id = r.id
    JOIN users AS u ON u.domain_name = g.scope_id
    WHERE (r.source = 'system' AND u.role = 'admin') OR (r.source = 'custom' AND u.role = 'user')
), made_user_roles AS (
    INSERT INTO user_roles (user_id, role_id) SELECT user_id, role_id FROM granted
)
INSERT INTO association_scopes_entities (scope_type, scope_id, entity_type, entity_id)
SELECT 'domain', domain_name, 'user', user_id::text FROM granted
UNION ALL
SELECT 'domain', domain_name, 'project', id::text FROM groups;
