-- loses: the values of vfolders.unmanaged_path

ALTER TABLE vfolders DROP COLUMN unmanaged_path;
