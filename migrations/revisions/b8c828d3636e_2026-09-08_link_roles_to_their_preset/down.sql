-- loses: the values of roles.role_preset_id

-- The key and the index go with the column.
ALTER TABLE roles DROP COLUMN role_preset_id;
