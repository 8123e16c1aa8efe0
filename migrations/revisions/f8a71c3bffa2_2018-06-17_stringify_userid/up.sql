-- Users are told by text, an e-mail address, instead of a number. The numbers that are there become text as they are; nobody is asked
-- for another name.

ALTER TABLE keypairs ALTER COLUMN user_id TYPE varchar(256);
