-- Users have a role of their own each, with a group of permissions in their own scope.

WITH self AS MATERIALIZED (
    SELECT uuid AS user_id, uuid_generate_v4() AS role_id, uuid_generate_v4() AS group_id,
           left('role_user_' || coalesce(username, 'None'), 64) AS role_name
    FROM users
), made_roles AS (
    INSERT INTO roles (id, name, source, status) SELECT role_id, role_name, 'system', 'active' FROM self
), made_groups AS (
    INSERT INTO permission_groups (id, role_id, scope_type, scope_id)
    SELECT group_id, role_id, 'user', user_id FROM self
), made_permissions AS (
    INSERT INTO permissions (permission_group_id, entity_type, operation)
    SELECT self.group_id, 'user', operation
    FROM self
    CROSS JOIN unnest(ARRAY[
        'read', 'update', 'soft-delete', 'hard-delete', 'grant:all', 'grant:read', 'grant:update'
    ]) AS operation
)
INSERT INTO user_roles (user_id, role_id) SELECT user_id, role_id FROM self;
