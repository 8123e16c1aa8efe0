ALTER TABLE runtime_variant_presets DROP COLUMN ui_type;

-- TODO: rows
