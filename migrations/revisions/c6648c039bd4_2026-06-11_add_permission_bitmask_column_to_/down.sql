-- loses: the values of permissions.permission

ALTER TABLE permissions DROP COLUMN permission;

-- TODO: rows
