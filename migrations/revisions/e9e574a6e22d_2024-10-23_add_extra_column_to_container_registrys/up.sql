ALTER TABLE container_registries ADD COLUMN IF NOT EXISTS extra json;
