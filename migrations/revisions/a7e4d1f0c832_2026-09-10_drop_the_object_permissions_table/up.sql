-- Rights on a single entity are shares in the permission graph now.

DROP TABLE object_permissions;
