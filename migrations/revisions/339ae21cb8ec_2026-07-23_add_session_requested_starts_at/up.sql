-- The time a batch session was asked to start at moves out of starts_at, which then is only the time it did start at. Of sessions
-- that have run the former is overwritten already.

ALTER TABLE sessions ADD COLUMN requested_starts_at timestamptz;

UPDATE sessions
SET requested_starts_at = starts_at
WHERE session_type = 'BATCH'
  AND starts_at IS NOT NULL
  AND status IN ('PENDING', 'DEPRIORITIZING', 'SCHEDULED', 'PREPARING', 'PULLING', 'PREPARED', 'CREATING');
