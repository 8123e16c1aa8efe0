-- loses: all rows of domains; the values of users.domain_name

ALTER TABLE users DROP COLUMN domain_name;

DROP TABLE domains;
