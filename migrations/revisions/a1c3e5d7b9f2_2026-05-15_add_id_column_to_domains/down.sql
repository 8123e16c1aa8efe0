-- loses: the values of domains.id

ALTER TABLE domains DROP COLUMN id;
