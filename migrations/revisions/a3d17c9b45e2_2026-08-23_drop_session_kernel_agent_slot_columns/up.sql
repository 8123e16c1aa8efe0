-- resource_allocations and agent_resources say all this, slot by slot.

ALTER TABLE sessions
    DROP COLUMN occupying_slots,
    DROP COLUMN requested_slots;
ALTER TABLE kernels
    DROP COLUMN occupied_slots,
    DROP COLUMN requested_slots;
ALTER TABLE agents
    DROP COLUMN available_slots,
    DROP COLUMN occupied_slots;
