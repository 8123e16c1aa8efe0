ALTER TABLE permissions
    DROP COLUMN role_id,
    DROP COLUMN scope_type,
    DROP COLUMN scope_id;
