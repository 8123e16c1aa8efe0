-- loses: all rows of deployment_revision_resource_slots, model_card_resource_requirements, preset_resource_slots

ALTER TABLE deployment_revision_presets ADD COLUMN resource_slots jsonb NOT NULL DEFAULT '[]';

ALTER TABLE deployment_revisions ADD COLUMN resource_slots jsonb NOT NULL;

ALTER TABLE model_cards ADD COLUMN min_resource jsonb;

DROP TABLE preset_resource_slots;

DROP TABLE model_card_resource_requirements;

DROP TABLE deployment_revision_resource_slots;

-- TODO: rows
