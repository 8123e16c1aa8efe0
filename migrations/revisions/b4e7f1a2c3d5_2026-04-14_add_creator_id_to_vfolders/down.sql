-- loses: the values of vfolders.creator_id

ALTER TABLE vfolders DROP COLUMN creator_id;
