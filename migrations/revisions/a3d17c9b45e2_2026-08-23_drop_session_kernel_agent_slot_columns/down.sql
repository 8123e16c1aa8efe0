ALTER TABLE agents
    ADD COLUMN available_slots jsonb NOT NULL,
    ADD COLUMN occupied_slots jsonb NOT NULL;

ALTER TABLE kernels
    ADD COLUMN occupied_slots jsonb NOT NULL,
    ADD COLUMN requested_slots jsonb NOT NULL;

ALTER TABLE sessions
    ADD COLUMN occupying_slots jsonb NOT NULL,
    ADD COLUMN requested_slots jsonb NOT NULL;

-- TODO: rows
