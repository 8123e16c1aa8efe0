ALTER TABLE object_permissions DROP COLUMN permission_group_id;

ALTER TABLE permissions DROP COLUMN permission_group_id;

DROP TABLE permission_groups;

-- TODO: rows
