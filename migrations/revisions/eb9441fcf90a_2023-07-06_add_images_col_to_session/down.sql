ALTER TABLE sessions DROP COLUMN images;
