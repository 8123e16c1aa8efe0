ALTER TABLE routings ADD COLUMN health_check jsonb;
