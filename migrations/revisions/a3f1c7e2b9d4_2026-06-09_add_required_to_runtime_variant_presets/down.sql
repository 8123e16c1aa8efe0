-- loses: the values of runtime_variant_presets.required

ALTER TABLE runtime_variant_presets DROP COLUMN required;
