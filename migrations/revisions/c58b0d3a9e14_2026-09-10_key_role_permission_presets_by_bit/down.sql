-- loses: the values of role_permission_presets.permission

ALTER TABLE role_permission_presets
    DROP COLUMN permission,
    ADD COLUMN operation varchar(32) NOT NULL;

ALTER TABLE role_permission_presets
    ADD CONSTRAINT uq_role_permission_presets_preset_entity_op UNIQUE (role_preset_id, entity_type, operation);

-- TODO: rows
