CREATE TABLE deployment_revision_resource_slots (
    revision_id uuid NOT NULL,
    slot_name   varchar(64) NOT NULL,
    quantity    numeric(24,6) NOT NULL,
    CONSTRAINT pk_deployment_revision_resource_slots PRIMARY KEY (revision_id, slot_name),
    CONSTRAINT fk_dr_resource_slots_revision_id_deployment_revisions
        FOREIGN KEY (revision_id) REFERENCES deployment_revisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_dr_resource_slots_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_dr_resource_slots_slot_name ON deployment_revision_resource_slots (slot_name);

CREATE TABLE model_card_resource_requirements (
    model_card_id uuid NOT NULL,
    slot_name     varchar(64) NOT NULL,
    min_quantity  numeric(24,6) NOT NULL,
    CONSTRAINT pk_model_card_resource_requirements PRIMARY KEY (model_card_id, slot_name),
    CONSTRAINT fk_mc_resource_req_model_card_id_model_cards
        FOREIGN KEY (model_card_id) REFERENCES model_cards (id) ON DELETE CASCADE,
    CONSTRAINT fk_mc_resource_req_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_mc_resource_req_slot_name ON model_card_resource_requirements (slot_name);

CREATE TABLE preset_resource_slots (
    preset_id uuid NOT NULL,
    slot_name varchar(64) NOT NULL,
    quantity  numeric(24,6) NOT NULL,
    CONSTRAINT pk_preset_resource_slots PRIMARY KEY (preset_id, slot_name),
    CONSTRAINT fk_preset_resource_slots_preset_id_drp
        FOREIGN KEY (preset_id) REFERENCES deployment_revision_presets (id) ON DELETE CASCADE,
    CONSTRAINT fk_preset_resource_slots_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_preset_resource_slots_slot_name ON preset_resource_slots (slot_name);

ALTER TABLE deployment_revision_presets DROP COLUMN resource_slots;

ALTER TABLE deployment_revisions DROP COLUMN resource_slots;

ALTER TABLE model_cards DROP COLUMN min_resource;

-- TODO: rows
