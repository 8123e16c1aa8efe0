-- Roles of the system go to those who join their scope, custom roles do not.
ALTER TABLE roles ADD COLUMN auto_assign boolean NOT NULL DEFAULT false;

UPDATE roles SET auto_assign = true WHERE source = 'system';
