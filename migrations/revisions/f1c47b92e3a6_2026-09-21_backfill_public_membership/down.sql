ALTER TABLE container_registries ALTER COLUMN is_global DROP NOT NULL;

-- TODO: rows
