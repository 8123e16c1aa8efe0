-- loses: routes without a session; the values of routings.error_data

DELETE FROM routings WHERE session IS NULL;

ALTER TABLE routings
    DROP COLUMN error_data,
    ALTER COLUMN session SET NOT NULL;
