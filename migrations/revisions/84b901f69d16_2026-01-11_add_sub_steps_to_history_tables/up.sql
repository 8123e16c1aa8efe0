-- The steps of a change are part of its history; a session's entry without steps gets an empty list.

UPDATE session_scheduling_history SET sub_steps = '[]' WHERE sub_steps IS NULL;
ALTER TABLE session_scheduling_history
    ALTER COLUMN sub_steps SET DEFAULT '[]',
    ALTER COLUMN sub_steps SET NOT NULL;

ALTER TABLE deployment_history ADD COLUMN sub_steps jsonb NOT NULL DEFAULT '[]';
ALTER TABLE route_history ADD COLUMN sub_steps jsonb NOT NULL DEFAULT '[]';
