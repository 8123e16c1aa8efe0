-- The kind of input moves into the document about it, where that says none.
UPDATE runtime_variant_presets SET ui_option = ui_option || jsonb_build_object('ui_type', ui_type)
WHERE ui_type IS NOT NULL AND jsonb_typeof(ui_option) = 'object' AND NOT ui_option ? 'ui_type';

ALTER TABLE runtime_variant_presets DROP COLUMN ui_type;
