-- loses: endpoints whose image does not exist, with their routes and tokens

DELETE FROM endpoint_tokens WHERE endpoint IN (
    SELECT id FROM endpoints WHERE image IS NULL OR image NOT IN (SELECT id FROM images)
);
DELETE FROM endpoints WHERE image IS NULL OR image NOT IN (SELECT id FROM images);

ALTER TABLE endpoints
    DROP CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed,
    ALTER COLUMN image SET NOT NULL,
    ADD CONSTRAINT fk_endpoints_image_images
        FOREIGN KEY (image) REFERENCES images(id) ON DELETE RESTRICT;
