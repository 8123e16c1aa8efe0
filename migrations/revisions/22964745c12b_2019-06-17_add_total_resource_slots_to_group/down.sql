-- loses: the values of groups.total_resource_slots, and of integration_id of domains, groups and users

ALTER TABLE users DROP COLUMN integration_id;
ALTER TABLE groups
    DROP COLUMN integration_id,
    DROP COLUMN total_resource_slots;
UPDATE domains SET total_resource_slots = '{}' WHERE total_resource_slots IS NULL;
ALTER TABLE domains
    DROP COLUMN integration_id,
    ALTER COLUMN total_resource_slots SET NOT NULL;
