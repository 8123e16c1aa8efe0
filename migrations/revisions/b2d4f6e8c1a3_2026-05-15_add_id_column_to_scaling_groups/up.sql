ALTER TABLE scaling_groups
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_scaling_groups_id UNIQUE (id);
