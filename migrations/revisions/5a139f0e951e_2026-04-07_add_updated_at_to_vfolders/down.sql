-- loses: the values of vfolders.updated_at

ALTER TABLE vfolders DROP COLUMN updated_at;
