ALTER TABLE agents
    ADD COLUMN uuid uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_agents_uuid UNIQUE (uuid);
