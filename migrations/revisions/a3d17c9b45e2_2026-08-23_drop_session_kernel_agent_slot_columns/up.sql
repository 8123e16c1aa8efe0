ALTER TABLE agents
    DROP COLUMN available_slots,
    DROP COLUMN occupied_slots;

ALTER TABLE kernels
    DROP COLUMN occupied_slots,
    DROP COLUMN requested_slots;

ALTER TABLE sessions
    DROP COLUMN occupying_slots,
    DROP COLUMN requested_slots;

-- TODO: rows
