-- An agent that has taken nothing of a slot has 0 there.

UPDATE agent_resources SET used = 0 WHERE used IS NULL;
ALTER TABLE agent_resources
    ALTER COLUMN used SET DEFAULT 0,
    ALTER COLUMN used SET NOT NULL;

ALTER TABLE resource_allocations ADD COLUMN free_at timestamptz;
CREATE INDEX ix_ra_occupied ON resource_allocations (kernel_id, slot_name) WHERE free_at IS NULL;
