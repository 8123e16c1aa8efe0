-- loses: the values of permissions.role_id, scope_id, scope_type

ALTER TABLE permissions
    DROP COLUMN role_id,
    DROP COLUMN scope_id,
    DROP COLUMN scope_type;

-- TODO: rows
