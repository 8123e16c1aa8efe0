-- The groups are not needed any more. A database may come without the column of object_permissions.

ALTER TABLE object_permissions DROP COLUMN IF EXISTS permission_group_id;
ALTER TABLE permissions DROP COLUMN permission_group_id;
DROP TABLE permission_groups;
