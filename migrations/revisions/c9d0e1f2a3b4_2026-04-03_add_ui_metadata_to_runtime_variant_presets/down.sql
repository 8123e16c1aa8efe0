-- loses: the values of runtime_variant_presets.category, display_name, ui_option, ui_type

ALTER TABLE runtime_variant_presets
    DROP COLUMN category,
    DROP COLUMN display_name,
    DROP COLUMN ui_option,
    DROP COLUMN ui_type;
