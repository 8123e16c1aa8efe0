-- loses: the values of resource_slot_types.enabled

ALTER TABLE resource_slot_types DROP COLUMN enabled;
