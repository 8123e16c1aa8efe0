-- loses: the values of kernels.image_id, sessions.image_ids

ALTER TABLE kernels DROP COLUMN image_id;

ALTER TABLE sessions DROP COLUMN image_ids;

-- TODO: rows
