-- A user may be a superadmin: the one with the address that installations begin with, who is in the domain default from here on.

ALTER TYPE userrole RENAME TO userrole_old;
CREATE TYPE userrole AS ENUM ('superadmin', 'admin', 'user', 'monitor');
ALTER TABLE users ALTER COLUMN role TYPE userrole USING role::text::userrole;
DROP TYPE userrole_old;

UPDATE users SET domain_name = 'default', role = 'superadmin' WHERE email = 'admin@lablup.com';
