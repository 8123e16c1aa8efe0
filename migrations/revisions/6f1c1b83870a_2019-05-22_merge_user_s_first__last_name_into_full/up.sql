-- A user has one name instead of a first and a last one: both of them.

ALTER TABLE users ADD COLUMN full_name varchar(64);
UPDATE users SET full_name = left(nullif(concat_ws(' ', nullif(first_name, ''), nullif(last_name, '')), ''), 64);
ALTER TABLE users
    DROP COLUMN first_name,
    DROP COLUMN last_name;
