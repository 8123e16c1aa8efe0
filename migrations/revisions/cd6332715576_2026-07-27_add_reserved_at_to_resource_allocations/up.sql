-- When a slot was reserved: of the slots that are held now, the time the row was made is the best that is known.

ALTER TABLE resource_allocations ADD COLUMN reserved_at timestamptz;

UPDATE resource_allocations AS a
SET reserved_at = a.created_at
FROM kernels AS k
WHERE k.id = a.kernel_id
  AND k.status NOT IN ('PENDING', 'CANCELLED')
  AND a.free_at IS NULL;
