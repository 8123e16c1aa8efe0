-- The document keeps the key: up.sql leaves it alone then.
ALTER TABLE runtime_variant_presets ADD COLUMN ui_type varchar(32);

UPDATE runtime_variant_presets SET ui_type = left(ui_option ->> 'ui_type', 32) WHERE ui_option ->> 'ui_type' IS NOT NULL;
