ALTER TABLE images
    ADD COLUMN status varchar(64) NOT NULL DEFAULT 'ALIVE',
    ADD CONSTRAINT uq_image_identifier UNIQUE (registry, project, name, tag, architecture);
