ALTER TABLE agents ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE agents
    ADD CONSTRAINT fk_agents_resource_group_id_scaling_groups
    FOREIGN KEY (resource_group_id) REFERENCES scaling_groups (id);

CREATE INDEX ix_agents_resource_group_id ON agents (resource_group_id);

-- TODO: rows
