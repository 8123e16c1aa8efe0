-- Nobody becomes an admin by joining.
UPDATE roles SET auto_assign = false WHERE name LIKE '%admin' AND auto_assign;
