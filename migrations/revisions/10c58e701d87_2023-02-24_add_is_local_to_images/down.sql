-- loses: the values of images.is_local

ALTER TABLE images DROP COLUMN IF EXISTS is_local;
