-- What is promised for later (prereserved) is counted apart from what is promised now (reserved). A kernel that is on its way to
-- run holds all it asked for; once it runs, that is counted as used.

ALTER TABLE agent_resources ADD COLUMN prereserved numeric(24, 6) NOT NULL DEFAULT 0;

ALTER TABLE resource_allocations
    ADD COLUMN prereserved_at timestamptz,
    ADD COLUMN prereserved numeric(24, 6) NOT NULL DEFAULT 0,
    ADD COLUMN reserved numeric(24, 6) NOT NULL DEFAULT 0;

UPDATE resource_allocations AS a
SET reserved = a.requested
FROM kernels AS k
WHERE k.id = a.kernel_id
  AND k.status IN ('SCHEDULED', 'PREPARING', 'PULLING', 'PREPARED', 'CREATING')
  AND a.free_at IS NULL
  AND a.used_at IS NULL;
