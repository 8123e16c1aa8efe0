-- A revision whose image is gone names one that does not exist, as it did: the column takes no NULL.
ALTER TABLE deployment_revisions DROP CONSTRAINT fk_deployment_revisions_image_images;

UPDATE deployment_revisions SET image = '00000000-0000-0000-0000-000000000000' WHERE image IS NULL;

ALTER TABLE deployment_revisions ALTER COLUMN image SET NOT NULL;
