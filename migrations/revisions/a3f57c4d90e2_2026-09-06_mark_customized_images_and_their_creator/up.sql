ALTER TABLE images
    ADD COLUMN customized boolean NOT NULL DEFAULT false,
    ADD COLUMN creator_id uuid;

ALTER TABLE images
    ADD CONSTRAINT fk_images_creator_id_users FOREIGN KEY (creator_id) REFERENCES users (uuid) ON DELETE SET NULL;

CREATE INDEX ix_images_creator_id ON images (creator_id);

-- TODO: rows
