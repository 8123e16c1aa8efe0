ALTER TABLE images DROP COLUMN project;
