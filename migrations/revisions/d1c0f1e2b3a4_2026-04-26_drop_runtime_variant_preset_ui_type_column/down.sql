ALTER TABLE runtime_variant_presets ADD COLUMN ui_type varchar(32);

-- TODO: rows
