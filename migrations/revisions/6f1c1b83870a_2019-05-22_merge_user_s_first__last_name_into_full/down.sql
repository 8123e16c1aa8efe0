-- loses: names of users that do not fit into two columns of 32 characters; the last word becomes the last name

ALTER TABLE users
    ADD COLUMN first_name varchar(32),
    ADD COLUMN last_name varchar(32);
UPDATE users SET
    first_name = left(CASE WHEN full_name LIKE '% %' THEN regexp_replace(full_name, ' +[^ ]*$', '') ELSE full_name END, 32),
    last_name = left(substring(full_name FROM ' ([^ ]+)$'), 32);
ALTER TABLE users DROP COLUMN full_name;
