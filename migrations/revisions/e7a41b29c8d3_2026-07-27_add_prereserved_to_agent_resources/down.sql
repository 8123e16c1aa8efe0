-- loses: the values of agent_resources.prereserved; those of resource_allocations.prereserved, prereserved_at, reserved

ALTER TABLE resource_allocations
    DROP COLUMN reserved,
    DROP COLUMN prereserved,
    DROP COLUMN prereserved_at;
ALTER TABLE agent_resources DROP COLUMN prereserved;
