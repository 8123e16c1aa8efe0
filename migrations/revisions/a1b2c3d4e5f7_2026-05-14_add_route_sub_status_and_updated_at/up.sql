ALTER TABLE routings
    ALTER COLUMN traffic_status SET DEFAULT 'inactive',
    ADD COLUMN sub_status varchar(64) DEFAULT 'pending',
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

-- TODO: rows
