-- A foreign key leads from each row to its agent, so that none is left without.

ALTER TABLE agent_resources ADD COLUMN agent_uuid uuid;

UPDATE agent_resources SET agent_uuid = agents.uuid FROM agents WHERE agents.id = agent_resources.agent_id;

ALTER TABLE agent_resources ALTER COLUMN agent_uuid SET NOT NULL;
