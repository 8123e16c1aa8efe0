-- loses: the values of audit_logs.action_id; unknown durations become zero

UPDATE audit_logs SET duration = '0' WHERE duration IS NULL;

ALTER TABLE audit_logs
    DROP COLUMN action_id,
    ALTER COLUMN duration SET NOT NULL;
