ALTER TABLE agents DROP COLUMN resource_group_id;
