-- loses: the values of role_presets.role_name_template

ALTER TABLE role_presets DROP COLUMN role_name_template;
