-- loses: the values of kernels.image_id, sessions.image_ids, which are found again by name

ALTER TABLE kernels DROP COLUMN image_id;
ALTER TABLE sessions DROP COLUMN image_ids;
