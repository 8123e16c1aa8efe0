-- loses: the values of resource_slot_types.required

ALTER TABLE resource_slot_types DROP COLUMN required;
