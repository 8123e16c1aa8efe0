-- loses: the values of vfolders.clone_allowed

ALTER TABLE vfolders DROP COLUMN clone_allowed;
