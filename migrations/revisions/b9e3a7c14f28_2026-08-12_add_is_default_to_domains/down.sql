-- loses: which domain is the default one, unless it is called "default"

ALTER TABLE domains DROP COLUMN is_default;
