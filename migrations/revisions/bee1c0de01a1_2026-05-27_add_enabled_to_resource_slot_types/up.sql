ALTER TABLE resource_slot_types ADD COLUMN enabled boolean NOT NULL DEFAULT true;
