ALTER TABLE agent_resources
    ALTER COLUMN used SET NOT NULL,
    ALTER COLUMN used SET DEFAULT 0;

ALTER TABLE resource_allocations ADD COLUMN free_at timestamptz;

CREATE INDEX ix_ra_occupied ON resource_allocations (kernel_id, slot_name) WHERE free_at IS NULL;

-- TODO: rows
