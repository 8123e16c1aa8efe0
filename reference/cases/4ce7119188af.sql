-- Some allocations are in use, some are free again.
UPDATE resource_allocations SET used_at = now() WHERE kernel_id IN (SELECT id FROM kernels WHERE status = 'RUNNING' ORDER BY id LIMIT 2);
UPDATE resource_allocations SET free_at = now() WHERE kernel_id IN (SELECT id FROM kernels WHERE status = 'ERROR');
