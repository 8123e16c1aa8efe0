-- Nobody becomes an administrator by default. Said once on the way to 26.4; a database that left that road earlier is told here.

UPDATE roles SET auto_assign = false WHERE name LIKE '%admin' AND auto_assign;
