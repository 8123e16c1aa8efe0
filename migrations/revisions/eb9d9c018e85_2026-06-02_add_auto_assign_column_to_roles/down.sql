-- loses: the values of roles.auto_assign

ALTER TABLE roles DROP COLUMN auto_assign;
