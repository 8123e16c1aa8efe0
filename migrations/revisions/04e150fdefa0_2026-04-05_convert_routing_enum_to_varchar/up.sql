ALTER TABLE routings
    ALTER COLUMN status TYPE varchar(64),
    ALTER COLUMN traffic_status DROP DEFAULT,
    ALTER COLUMN traffic_status TYPE varchar(64),
    ALTER COLUMN traffic_status SET DEFAULT 'active';

DROP TYPE routestatus;

-- A database of 25.19.0 that the Python manager upgraded has none: its column is text already.
DROP TYPE IF EXISTS routetrafficstatus;
