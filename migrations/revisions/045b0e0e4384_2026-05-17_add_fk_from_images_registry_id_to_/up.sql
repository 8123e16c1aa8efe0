ALTER TABLE images
    ADD CONSTRAINT fk_images_registry_id_container_registries
    FOREIGN KEY (registry_id) REFERENCES container_registries (id) ON DELETE RESTRICT;

-- TODO: rows
