-- loses: the values of agent_resources.reserved

ALTER TABLE agent_resources DROP COLUMN reserved;

CREATE INDEX ix_agent_resources_agent_avail ON agent_resources (agent_id, slot_name, capacity, used);

-- TODO: rows
