-- loses: the values of domains.is_default

ALTER TABLE domains DROP COLUMN is_default;

-- TODO: rows
