-- loses: the values of resource_allocations.free_at

ALTER TABLE agent_resources
    ALTER COLUMN used DROP NOT NULL,
    ALTER COLUMN used DROP DEFAULT;

ALTER TABLE resource_allocations DROP COLUMN free_at;
