-- loses: the values of object_permissions.permission_group_id

ALTER TABLE permissions DROP CONSTRAINT fk_permissions_permission_group_id_permission_groups;

ALTER TABLE object_permissions DROP COLUMN permission_group_id;

-- TODO: rows
