-- loses: the values of roles.source

ALTER TABLE roles DROP COLUMN source;
