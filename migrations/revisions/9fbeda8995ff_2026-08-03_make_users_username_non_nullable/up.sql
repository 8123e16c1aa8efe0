-- A user without a name is called by his e-mail address, as one who signs up is; unless somebody else is called so.

DO $$
DECLARE
    clash record;
BEGIN
    SELECT u.uuid, u.email, other.uuid AS other INTO clash
    FROM users AS u
    JOIN users AS other ON other.username = u.email
    WHERE u.username IS NULL
    ORDER BY u.email
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'users %: has no username, and the e-mail address "%" is the username of the user %; give the one a username or the other a different one',
            clash.uuid, clash.email, clash.other;
    END IF;
END
$$;

UPDATE users SET username = email WHERE username IS NULL;

ALTER TABLE users ALTER COLUMN username SET NOT NULL;
