-- An image was last used by the youngest kernel made from it; one that no kernel was made from, when it was made itself.

ALTER TABLE images ADD COLUMN last_used_at timestamptz;

UPDATE images
SET last_used_at = coalesce(used.last, images.created_at, now())
FROM images AS i
LEFT JOIN (SELECT image, max(created_at) AS last FROM kernels GROUP BY image) AS used ON used.image = i.name
WHERE i.id = images.id;

-- The default is that of a fresh database of 26.4.0 already; f7d3738a3cef sets it where the Python manager has been here.
ALTER TABLE images
    ALTER COLUMN last_used_at SET NOT NULL,
    ALTER COLUMN last_used_at SET DEFAULT now();
