ALTER TABLE vfolders RENAME COLUMN clone_allowed TO cloneable;
