ALTER TABLE roles ADD COLUMN role_preset_id uuid;

ALTER TABLE roles
    ADD CONSTRAINT fk_roles_role_preset_id_role_presets
    FOREIGN KEY (role_preset_id) REFERENCES role_presets (id) ON DELETE SET NULL;

CREATE INDEX ix_roles_role_preset_id ON roles (role_preset_id);

-- TODO: rows
