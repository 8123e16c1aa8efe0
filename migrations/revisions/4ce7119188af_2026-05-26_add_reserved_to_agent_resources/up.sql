-- What kernels have been promised and have not taken yet is counted for each agent and slot.
ALTER TABLE agent_resources ADD COLUMN reserved numeric(24,6) NOT NULL DEFAULT 0;

UPDATE agent_resources r SET reserved = promised.total
FROM (
    SELECT k.agent, a.slot_name, sum(a.requested) AS total
    FROM resource_allocations a JOIN kernels k ON k.id = a.kernel_id
    WHERE a.free_at IS NULL AND a.used_at IS NULL AND k.agent IS NOT NULL
    GROUP BY k.agent, a.slot_name
) AS promised
WHERE r.agent_id = promised.agent AND r.slot_name = promised.slot_name;

DROP INDEX ix_agent_resources_agent_avail;
CREATE INDEX ix_agent_resources_agent_avail ON agent_resources (agent_id, slot_name, capacity, reserved, used);
