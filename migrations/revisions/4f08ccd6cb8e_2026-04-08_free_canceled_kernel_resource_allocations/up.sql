-- What an ended kernel had taken is free.

UPDATE resource_allocations AS a
SET free_at = now()
FROM kernels AS k
WHERE k.id = a.kernel_id AND k.status IN ('CANCELLED', 'TERMINATED') AND a.free_at IS NULL;
