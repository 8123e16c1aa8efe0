ALTER TABLE deployment_revisions DROP CONSTRAINT fk_deployment_revisions_image_images;

ALTER TABLE deployment_revisions ALTER COLUMN image SET NOT NULL;

-- TODO: rows
