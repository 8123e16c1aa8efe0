-- loses: which administrators are superadmins

UPDATE users SET role = 'admin' WHERE role = 'superadmin';
