-- Agents name their resource group by id as well.

ALTER TABLE agents ADD COLUMN resource_group_id uuid;

UPDATE agents AS a
SET resource_group_id = g.id
FROM scaling_groups AS g
WHERE g.name = a.scaling_group;

CREATE INDEX ix_agents_resource_group_id ON agents (resource_group_id);

ALTER TABLE agents
    ALTER COLUMN resource_group_id SET NOT NULL,
    ADD CONSTRAINT fk_agents_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id);
