-- loses: the values of artifacts.extra

ALTER TABLE artifacts DROP COLUMN extra;
