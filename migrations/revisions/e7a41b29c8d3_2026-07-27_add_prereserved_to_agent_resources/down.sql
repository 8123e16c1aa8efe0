-- loses: the values of agent_resources.prereserved, resource_allocations.prereserved, prereserved_at, reserved

ALTER TABLE agent_resources DROP COLUMN prereserved;

ALTER TABLE resource_allocations
    DROP COLUMN prereserved,
    DROP COLUMN prereserved_at,
    DROP COLUMN reserved;

-- TODO: rows
