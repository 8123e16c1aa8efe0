-- Kernels point to their image by id, found by name and architecture; sessions to those of their kernels. Of images that share both
-- (the same name in two registries) a living one is taken, and the newest.
--
-- Nearly every row of the two largest tables changes. ALTER … USING writes each table and its indexes once, where UPDATE would leave a
-- dead row and add to each index for every row; as USING takes no subquery, functions look the values up. Where ada41cb881bb and
-- e9a1c77b42d0 write sessions and kernels anew in the same transaction, these do it, and find the functions.
CREATE TEMPORARY TABLE image_by_name AS
SELECT DISTINCT ON (name, architecture) name::text, architecture::text, id FROM images
ORDER BY name, architecture, (status = 'ALIVE') DESC, created_at DESC NULLS LAST, id;
CREATE UNIQUE INDEX ON image_by_name (name, architecture);
ANALYZE image_by_name;

CREATE FUNCTION pg_temp.image_of(kernel_image text, kernel_architecture text) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT id FROM pg_temp.image_by_name WHERE name = kernel_image AND architecture = kernel_architecture);
END $$;

CREATE TEMPORARY TABLE images_by_session AS
SELECT k.session_id, array_agg(DISTINCT i.id) AS ids
FROM kernels AS k
JOIN image_by_name AS i ON i.name = k.image AND i.architecture = k.architecture
GROUP BY k.session_id;
CREATE UNIQUE INDEX ON images_by_session (session_id);
ANALYZE images_by_session;

CREATE FUNCTION pg_temp.images_of(session uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT ids FROM pg_temp.images_by_session WHERE session_id = session);
END $$;

ALTER TABLE kernels ADD COLUMN image_id uuid;
ALTER TABLE sessions ADD COLUMN image_ids uuid[];

DO $$
DECLARE
    revisions text := coalesce(current_setting('backend_ai.revisions', true), '');
BEGIN
    IF revisions !~ 'e9a1c77b42d0' THEN
        ALTER TABLE kernels ALTER COLUMN image_id TYPE uuid USING pg_temp.image_of(image, architecture);
        DROP FUNCTION pg_temp.image_of;
        DROP TABLE pg_temp.image_by_name;
    END IF;
    IF revisions !~ 'ada41cb881bb' THEN
        ALTER TABLE sessions ALTER COLUMN image_ids TYPE uuid[] USING pg_temp.images_of(id);
        DROP FUNCTION pg_temp.images_of;
        DROP TABLE pg_temp.images_by_session;
    END IF;
END $$;

CREATE INDEX ix_kernels_image_id ON kernels (image_id);

ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_image_id_images FOREIGN KEY (image_id) REFERENCES images (id) ON DELETE SET NULL;
