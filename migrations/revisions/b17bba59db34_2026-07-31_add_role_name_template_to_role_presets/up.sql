ALTER TABLE role_presets ADD COLUMN role_name_template text;
