-- loses: the users of keypairs that are not told by a number

ALTER TABLE keypairs ALTER COLUMN user_id TYPE integer USING
    CASE WHEN user_id ~ '^-?[0-9]{1,10}$' AND user_id::bigint BETWEEN -2147483648 AND 2147483647 THEN user_id::integer END;
