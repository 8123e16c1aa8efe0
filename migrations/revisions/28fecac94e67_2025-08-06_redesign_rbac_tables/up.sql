-- Drops object_permissions, with the rows: no release used them yet. ec7a778bcb78 makes the table anew.

DROP TABLE object_permissions;
