ALTER TABLE deployment_revisions ALTER COLUMN image DROP NOT NULL;

ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_image_images
    FOREIGN KEY (image) REFERENCES images (id) ON DELETE SET NULL;

-- TODO: rows
