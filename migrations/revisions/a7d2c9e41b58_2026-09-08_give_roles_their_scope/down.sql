-- loses: the values of roles.scope_id, scope_type

ALTER TABLE roles
    DROP COLUMN scope_id,
    DROP COLUMN scope_type;

-- TODO: rows
