ALTER TABLE agents ADD COLUMN uuid uuid NOT NULL DEFAULT uuid_generate_v4();

ALTER TABLE agents ADD CONSTRAINT uq_agents_uuid UNIQUE (uuid);
