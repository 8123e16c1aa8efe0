-- loses: all rows of runtime_variant_presets

DROP TABLE runtime_variant_presets;
