-- loses: the values of permissions.created_at

ALTER TABLE permissions DROP COLUMN created_at;
