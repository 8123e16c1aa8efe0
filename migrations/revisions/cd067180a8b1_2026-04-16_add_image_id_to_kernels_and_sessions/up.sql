-- Kernels point to their image by id, found by name and architecture; sessions to those of their kernels. Of images that share both
-- (the same name in two registries) a living one is taken, and the newest.
--
-- Nearly every row of the two largest tables changes. ALTER … USING writes each table and its indexes once, where UPDATE would leave a
-- dead row and add to each index for every row; as USING takes no subquery, functions look the values up.
CREATE TEMPORARY TABLE image_by_name AS
SELECT DISTINCT ON (name, architecture) name::text, architecture::text, id FROM images
ORDER BY name, architecture, (status = 'ALIVE') DESC, created_at DESC NULLS LAST, id;
CREATE UNIQUE INDEX ON image_by_name (name, architecture);
ANALYZE image_by_name;

CREATE FUNCTION pg_temp.image_of(kernel_image text, kernel_architecture text) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT id FROM pg_temp.image_by_name WHERE name = kernel_image AND architecture = kernel_architecture);
END $$;

ALTER TABLE kernels ADD COLUMN image_id uuid;
ALTER TABLE kernels ALTER COLUMN image_id TYPE uuid USING pg_temp.image_of(image, architecture);

CREATE INDEX ix_kernels_image_id ON kernels (image_id);

ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_image_id_images FOREIGN KEY (image_id) REFERENCES images (id) ON DELETE SET NULL;

CREATE TEMPORARY TABLE images_by_session AS
SELECT session_id, array_agg(DISTINCT image_id) AS ids FROM kernels
WHERE image_id IS NOT NULL GROUP BY session_id;
CREATE UNIQUE INDEX ON images_by_session (session_id);
ANALYZE images_by_session;

CREATE FUNCTION pg_temp.images_of(session uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT ids FROM pg_temp.images_by_session WHERE session_id = session);
END $$;

ALTER TABLE sessions ADD COLUMN image_ids uuid[];
ALTER TABLE sessions ALTER COLUMN image_ids TYPE uuid[] USING pg_temp.images_of(id);

DROP FUNCTION pg_temp.image_of, pg_temp.images_of;
DROP TABLE image_by_name, images_by_session;
