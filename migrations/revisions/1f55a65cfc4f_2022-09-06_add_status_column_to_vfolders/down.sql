-- loses: the values of vfolders.status

ALTER TABLE vfolders DROP COLUMN status;

DROP TYPE vfolderoperationstatus;
