-- loses: the values of images.last_used_at

ALTER TABLE images DROP COLUMN last_used_at;
