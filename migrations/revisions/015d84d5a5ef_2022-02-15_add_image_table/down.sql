-- loses: all rows of images and image_aliases

DROP TABLE image_aliases;
DROP TABLE images;
DROP TYPE IF EXISTS image_type, imagetype;
