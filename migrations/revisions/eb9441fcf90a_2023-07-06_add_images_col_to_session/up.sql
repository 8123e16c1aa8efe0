-- Each session knows the images of its kernels, that of the main kernel first. The table is written once, the images looked up by the
-- session's id on the way, which leaves no dead rows behind as an UPDATE would.

CREATE FUNCTION pg_temp.images_of(session uuid) RETURNS varchar[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT array_agg(image ORDER BY is_main DESC, first_idx, image)
        FROM (
            SELECT image, bool_or(cluster_role = 'main') AS is_main, min(cluster_idx) AS first_idx
            FROM kernels
            WHERE session_id = session AND image IS NOT NULL
            GROUP BY image
        ) AS i
    );
END $$;

ALTER TABLE sessions ADD COLUMN images varchar[];
ALTER TABLE sessions ALTER COLUMN images TYPE varchar[] USING pg_temp.images_of(id);

DROP FUNCTION pg_temp.images_of;
