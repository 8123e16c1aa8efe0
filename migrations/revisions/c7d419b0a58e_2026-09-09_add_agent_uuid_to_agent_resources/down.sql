-- loses: the values of agent_resources.agent_uuid

ALTER TABLE agent_resources DROP COLUMN agent_uuid;

-- TODO: rows
