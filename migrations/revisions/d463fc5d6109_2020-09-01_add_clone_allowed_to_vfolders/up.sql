-- Whether others may copy a vfolder: none of those that are there.

ALTER TABLE vfolders ADD COLUMN clone_allowed boolean NOT NULL DEFAULT false;
ALTER TABLE vfolders ALTER COLUMN clone_allowed DROP DEFAULT;
