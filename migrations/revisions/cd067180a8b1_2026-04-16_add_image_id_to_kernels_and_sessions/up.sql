ALTER TABLE kernels ADD COLUMN image_id uuid;

ALTER TABLE sessions ADD COLUMN image_ids uuid[];

ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_image_id FOREIGN KEY (image_id) REFERENCES images (id) ON DELETE SET NULL;

CREATE INDEX ix_kernels_image_id ON kernels (image_id);

-- TODO: rows
