ALTER TABLE agent_resources DROP COLUMN agent_uuid;
