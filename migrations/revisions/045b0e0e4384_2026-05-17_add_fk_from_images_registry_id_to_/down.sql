ALTER TABLE images DROP CONSTRAINT fk_images_registry_id_container_registries;

-- TODO: rows
