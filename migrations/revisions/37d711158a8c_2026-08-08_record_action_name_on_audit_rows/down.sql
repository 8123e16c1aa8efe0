-- loses: the values of audit_logs.action_name

ALTER TABLE audit_logs DROP COLUMN action_name;
