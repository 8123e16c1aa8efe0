-- loses: the values of agent_resources.id, deployment_revision_resource_slots.id, model_card_resource_requirements.id, preset_resource_slots.id, resource_allocations.id

ALTER TABLE agent_resources DROP COLUMN id;

ALTER TABLE deployment_revision_resource_slots DROP COLUMN id;

ALTER TABLE model_card_resource_requirements DROP COLUMN id;

ALTER TABLE preset_resource_slots DROP COLUMN id;

ALTER TABLE resource_allocations DROP COLUMN id;
