-- loses: the values of resource_allocations.reserved_at

ALTER TABLE resource_allocations DROP COLUMN reserved_at;
