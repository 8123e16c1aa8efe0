-- loses: the values of deployment_history.sub_steps, route_history.sub_steps

ALTER TABLE deployment_history DROP COLUMN sub_steps;

ALTER TABLE route_history DROP COLUMN sub_steps;

ALTER TABLE session_scheduling_history
    ALTER COLUMN sub_steps DROP NOT NULL,
    ALTER COLUMN sub_steps DROP DEFAULT;
