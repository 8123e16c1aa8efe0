ALTER TABLE agent_resources
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_agent_resources_id UNIQUE (id);
ALTER TABLE resource_allocations
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_resource_allocations_id UNIQUE (id);
ALTER TABLE model_card_resource_requirements
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_model_card_resource_requirements_id UNIQUE (id);
ALTER TABLE preset_resource_slots
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_preset_resource_slots_id UNIQUE (id);
ALTER TABLE deployment_revision_resource_slots
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_deployment_revision_resource_slots_id UNIQUE (id);
