ALTER TABLE image_aliases DROP CONSTRAINT fk_image_aliases_image_images;

ALTER TABLE image_aliases ADD CONSTRAINT fk_image_aliases_image_images FOREIGN KEY (image) REFERENCES images (id);
