-- loses: the values of agents.uuid

ALTER TABLE agents DROP COLUMN uuid;
