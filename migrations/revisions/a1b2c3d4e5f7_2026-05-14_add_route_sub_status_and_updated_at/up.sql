-- The sub-status tells where in provisioning a route stands; the other routes have none. Traffic goes to running routes alone. A route was
-- last changed when it was made.
ALTER TABLE routings
    ADD COLUMN sub_status varchar(64),
    ADD COLUMN updated_at timestamptz;

ALTER TABLE routings
    ALTER COLUMN sub_status TYPE varchar(64) USING CASE WHEN status = 'provisioning' THEN 'pending' END,
    ALTER COLUMN sub_status SET DEFAULT 'pending',
    ALTER COLUMN updated_at TYPE timestamptz USING coalesce(created_at, now()),
    ALTER COLUMN updated_at SET DEFAULT now(),
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN traffic_status DROP DEFAULT,
    ALTER COLUMN traffic_status TYPE varchar(64) USING CASE WHEN status = 'running' THEN 'active' ELSE 'inactive' END,
    ALTER COLUMN traffic_status SET DEFAULT 'inactive';
