ALTER TABLE vfolders ALTER COLUMN name TYPE varchar(128);
