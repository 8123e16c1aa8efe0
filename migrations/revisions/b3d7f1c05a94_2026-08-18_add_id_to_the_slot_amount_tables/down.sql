-- loses: the values of id in the five tables of slots

ALTER TABLE deployment_revision_resource_slots DROP COLUMN id;
ALTER TABLE preset_resource_slots DROP COLUMN id;
ALTER TABLE model_card_resource_requirements DROP COLUMN id;
ALTER TABLE resource_allocations DROP COLUMN id;
ALTER TABLE agent_resources DROP COLUMN id;
