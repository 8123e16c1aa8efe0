-- loses: the values of routings.sub_status, updated_at; which routes got no traffic, as all of them are active before this revision

UPDATE routings SET traffic_status = 'active' WHERE traffic_status <> 'active';

ALTER TABLE routings
    DROP COLUMN sub_status,
    DROP COLUMN updated_at,
    ALTER COLUMN traffic_status SET DEFAULT 'active';
