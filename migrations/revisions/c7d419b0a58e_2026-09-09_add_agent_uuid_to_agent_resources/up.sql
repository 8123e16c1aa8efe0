ALTER TABLE agent_resources ADD COLUMN agent_uuid uuid NOT NULL;

-- TODO: rows
