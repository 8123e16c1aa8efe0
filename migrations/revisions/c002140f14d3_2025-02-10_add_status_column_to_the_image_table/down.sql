-- loses: the values of images.status

ALTER TABLE images
    DROP CONSTRAINT uq_image_identifier,
    DROP COLUMN status;
