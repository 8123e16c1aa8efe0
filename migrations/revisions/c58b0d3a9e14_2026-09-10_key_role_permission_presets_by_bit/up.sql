ALTER TABLE role_permission_presets
    DROP COLUMN operation,
    ADD COLUMN permission integer NOT NULL;

ALTER TABLE role_permission_presets
    ADD CONSTRAINT uq_role_permission_presets_preset_entity_op UNIQUE (role_preset_id, entity_type, permission);

-- TODO: rows
