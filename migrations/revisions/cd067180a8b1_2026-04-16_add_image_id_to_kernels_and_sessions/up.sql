-- Kernels point to their image by id, found by name and architecture; sessions to those of their kernels. Of images that share both
-- (the same name in two registries) a living one is taken, and the newest.
ALTER TABLE kernels ADD COLUMN image_id uuid;
ALTER TABLE sessions ADD COLUMN image_ids uuid[];

UPDATE kernels k SET image_id = i.id
FROM (
    SELECT DISTINCT ON (name, architecture) name, architecture, id FROM images
    ORDER BY name, architecture, (status = 'ALIVE') DESC, created_at DESC NULLS LAST, id
) AS i
WHERE k.image = i.name AND k.architecture = i.architecture;

UPDATE sessions s SET image_ids = k.ids
FROM (
    SELECT session_id, array_agg(DISTINCT image_id) AS ids FROM kernels
    WHERE image_id IS NOT NULL GROUP BY session_id
) AS k
WHERE s.id = k.session_id;

CREATE INDEX ix_kernels_image_id ON kernels (image_id);

ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_image_id_images FOREIGN KEY (image_id) REFERENCES images (id) ON DELETE SET NULL;
