-- Every worker that is there counts as alive.

ALTER TABLE workers ADD COLUMN status varchar(64) NOT NULL DEFAULT 'ALIVE';
