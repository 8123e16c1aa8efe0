ALTER TABLE vfolders RENAME COLUMN cloneable TO clone_allowed;
