-- loses: the values of sessions.requested_starts_at

ALTER TABLE sessions DROP COLUMN requested_starts_at;

-- TODO: rows
