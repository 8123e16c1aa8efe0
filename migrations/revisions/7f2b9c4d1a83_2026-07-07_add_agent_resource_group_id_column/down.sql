-- loses: the values of agents.resource_group_id

ALTER TABLE agents DROP COLUMN resource_group_id;

-- TODO: rows
