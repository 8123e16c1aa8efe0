ALTER TABLE resource_slot_types ADD COLUMN required boolean NOT NULL DEFAULT false;

-- TODO: rows
