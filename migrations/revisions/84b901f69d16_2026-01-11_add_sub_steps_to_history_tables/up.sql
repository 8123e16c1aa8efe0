ALTER TABLE deployment_history ADD COLUMN sub_steps jsonb NOT NULL DEFAULT '[]';

ALTER TABLE route_history ADD COLUMN sub_steps jsonb NOT NULL DEFAULT '[]';

ALTER TABLE session_scheduling_history
    ALTER COLUMN sub_steps SET NOT NULL,
    ALTER COLUMN sub_steps SET DEFAULT '[]';

-- TODO: rows
