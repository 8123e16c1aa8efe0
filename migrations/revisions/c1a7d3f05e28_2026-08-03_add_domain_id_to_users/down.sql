-- loses: the values of users.domain_id

ALTER TABLE users DROP COLUMN domain_id;

-- TODO: rows
