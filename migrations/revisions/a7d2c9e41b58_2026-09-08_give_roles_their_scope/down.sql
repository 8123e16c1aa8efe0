-- loses: the values of roles.scope_type, scope_id

-- The key and the indexes go with the columns. The key is checked at the end of the transaction, and as long as
-- a row waits for that, the table cannot be altered.
SET CONSTRAINTS fk_roles_scope_virtual_entities IMMEDIATE;
ALTER TABLE roles DROP COLUMN scope_type, DROP COLUMN scope_id;
