ALTER TABLE resource_slot_types ADD COLUMN uuid uuid NOT NULL DEFAULT uuid_generate_v4();

ALTER TABLE resource_slot_types ADD CONSTRAINT uq_resource_slot_types_uuid UNIQUE (uuid);

-- TODO: rows
