ALTER TABLE container_registries ALTER COLUMN is_global SET NOT NULL;

-- TODO: rows
