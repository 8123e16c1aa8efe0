-- loses: the values of sessions.replica_id, which are found again in routings

ALTER TABLE sessions DROP COLUMN replica_id;
