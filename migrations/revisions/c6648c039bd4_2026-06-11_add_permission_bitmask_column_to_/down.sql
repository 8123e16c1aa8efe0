ALTER TABLE permissions DROP COLUMN permission;
