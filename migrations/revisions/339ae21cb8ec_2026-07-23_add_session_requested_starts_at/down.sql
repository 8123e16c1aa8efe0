UPDATE sessions
SET starts_at = requested_starts_at
WHERE requested_starts_at IS NOT NULL
  AND status IN ('PENDING', 'DEPRIORITIZING', 'SCHEDULED', 'PREPARING', 'PULLING', 'PREPARED', 'CREATING');

ALTER TABLE sessions DROP COLUMN requested_starts_at;
