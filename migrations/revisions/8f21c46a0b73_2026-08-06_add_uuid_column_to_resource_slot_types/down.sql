-- loses: the values of resource_slot_types.uuid

ALTER TABLE resource_slot_types DROP COLUMN uuid;

-- TODO: rows
