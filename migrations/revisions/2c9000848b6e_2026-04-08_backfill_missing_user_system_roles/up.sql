-- A user who has no role of the system gets one that is his own, with permissions on himself.

CREATE TEMPORARY TABLE made AS
SELECT u.uuid AS user_id, uuid_generate_v4() AS role_id
FROM users AS u
WHERE NOT EXISTS (
    SELECT FROM user_roles AS ur
    JOIN roles AS r ON r.id = ur.role_id
    WHERE ur.user_id = u.uuid AND r.source = 'system'
);

INSERT INTO roles (id, name, source, status)
SELECT role_id, 'user-' || left(user_id::text, 8), 'system', 'active' FROM made;

INSERT INTO permissions (role_id, scope_type, scope_id, entity_type, operation)
SELECT role_id, 'user', user_id::text, 'user', operation
FROM made
CROSS JOIN unnest(ARRAY[
    'read', 'update', 'soft-delete', 'hard-delete', 'grant:all', 'grant:read', 'grant:update'
]) AS operation;

INSERT INTO user_roles (user_id, role_id) SELECT user_id, role_id FROM made;

DROP TABLE made;
