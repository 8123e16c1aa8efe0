-- Each session knows the images of its kernels, that of the main kernel first.

ALTER TABLE sessions ADD COLUMN images varchar[];

UPDATE sessions AS s SET images = k.images
FROM (
    SELECT session_id, array_agg(image ORDER BY is_main DESC, first_idx, image) AS images
    FROM (
        SELECT session_id, image, bool_or(cluster_role = 'main') AS is_main, min(cluster_idx) AS first_idx
        FROM kernels
        WHERE image IS NOT NULL
        GROUP BY session_id, image
    ) AS image
    GROUP BY session_id
) AS k
WHERE k.session_id = s.id;
