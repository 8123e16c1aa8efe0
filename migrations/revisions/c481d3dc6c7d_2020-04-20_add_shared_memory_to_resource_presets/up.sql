-- How much shared memory a preset gives; nothing is said so far.

ALTER TABLE resource_presets ADD COLUMN shared_memory bigint;
