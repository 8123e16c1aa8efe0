-- loses: the values of sessions.replica_id

ALTER TABLE sessions DROP COLUMN replica_id;

-- TODO: rows
