ALTER TABLE deployment_revision_presets
    DROP COLUMN image,
    ADD COLUMN image_id uuid NOT NULL;

ALTER TABLE deployment_revision_presets
    ADD CONSTRAINT fk_deployment_revision_presets_image_id_images
    FOREIGN KEY (image_id) REFERENCES images (id) ON DELETE RESTRICT;

-- TODO: rows
