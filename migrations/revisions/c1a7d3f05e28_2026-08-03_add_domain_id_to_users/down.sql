ALTER TABLE users DROP COLUMN domain_id;
