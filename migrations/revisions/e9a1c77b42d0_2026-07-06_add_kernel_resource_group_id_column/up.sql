ALTER TABLE kernels
    ALTER COLUMN scaling_group SET NOT NULL,
    ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_resource_group_id_scaling_groups
    FOREIGN KEY (resource_group_id) REFERENCES scaling_groups (id);

CREATE INDEX ix_kernels_resource_group_id ON kernels (resource_group_id);

-- TODO: rows
