-- No session runs without a processor and memory.
ALTER TABLE resource_slot_types ADD COLUMN required boolean NOT NULL DEFAULT false;

UPDATE resource_slot_types SET required = true WHERE slot_name IN ('cpu', 'mem');
