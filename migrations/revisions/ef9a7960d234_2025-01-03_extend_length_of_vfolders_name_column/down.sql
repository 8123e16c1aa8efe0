-- loses: the ends of vfolder names longer than 64 characters

ALTER TABLE vfolders ALTER COLUMN name TYPE varchar(64) USING left(name, 64);
