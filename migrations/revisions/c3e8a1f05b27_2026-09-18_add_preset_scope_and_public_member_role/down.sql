-- loses: the values of role_presets.scope_id

ALTER TABLE role_presets DROP COLUMN scope_id;

-- TODO: rows
