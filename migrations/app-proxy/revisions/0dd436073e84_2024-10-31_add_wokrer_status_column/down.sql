-- loses: the values of workers.status

ALTER TABLE workers DROP COLUMN status;
