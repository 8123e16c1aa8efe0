-- loses: the values of resource_presets.shared_memory

ALTER TABLE resource_presets DROP COLUMN shared_memory;
