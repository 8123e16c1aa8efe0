-- loses: the values of routings.sub_status, updated_at

ALTER TABLE routings
    DROP COLUMN sub_status,
    DROP COLUMN updated_at,
    ALTER COLUMN traffic_status SET DEFAULT 'active';

-- TODO: rows
