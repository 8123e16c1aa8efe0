ALTER TABLE runtime_variant_presets ADD COLUMN required boolean NOT NULL DEFAULT false;
