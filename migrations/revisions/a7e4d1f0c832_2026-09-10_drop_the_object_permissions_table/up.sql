DROP TABLE object_permissions;
