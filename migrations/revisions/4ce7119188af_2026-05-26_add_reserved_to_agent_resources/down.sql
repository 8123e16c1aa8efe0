-- loses: the values of agent_resources.reserved

-- The index goes with the column.
ALTER TABLE agent_resources DROP COLUMN reserved;

CREATE INDEX ix_agent_resources_agent_avail ON agent_resources (agent_id, slot_name, capacity, used);
