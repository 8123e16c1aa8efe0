ALTER TABLE role_presets ADD COLUMN scope_id uuid;

-- TODO: rows
