-- loses: the values of roles.role_preset_id

ALTER TABLE roles DROP COLUMN role_preset_id;

-- TODO: rows
