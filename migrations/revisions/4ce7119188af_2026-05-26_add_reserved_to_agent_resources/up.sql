DROP INDEX ix_agent_resources_agent_avail;

ALTER TABLE agent_resources ADD COLUMN reserved numeric(24,6) NOT NULL DEFAULT 0;

CREATE INDEX ix_agent_resources_agent_avail ON agent_resources (agent_id, slot_name, capacity, reserved, used);

-- TODO: rows
