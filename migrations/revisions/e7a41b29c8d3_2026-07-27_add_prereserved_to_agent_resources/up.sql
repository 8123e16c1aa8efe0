ALTER TABLE agent_resources ADD COLUMN prereserved numeric(24,6) NOT NULL DEFAULT 0;

ALTER TABLE resource_allocations
    ADD COLUMN prereserved numeric(24,6) NOT NULL DEFAULT 0,
    ADD COLUMN reserved numeric(24,6) NOT NULL DEFAULT 0,
    ADD COLUMN prereserved_at timestamptz;

-- TODO: rows
