-- Revisions keep no id of an image that is gone: there is a foreign key from here on.
ALTER TABLE deployment_revisions ALTER COLUMN image DROP NOT NULL;

UPDATE deployment_revisions r SET image = NULL
WHERE NOT EXISTS (SELECT FROM images i WHERE i.id = r.image);

ALTER TABLE deployment_revisions
    ADD CONSTRAINT fk_deployment_revisions_image_images
    FOREIGN KEY (image) REFERENCES images (id) ON DELETE SET NULL;
