-- A vfolder may be a directory that the manager does not manage.

ALTER TABLE vfolders ADD COLUMN unmanaged_path varchar(512);
