-- loses: the values of vfolders.creator

ALTER TABLE vfolders DROP COLUMN creator;
