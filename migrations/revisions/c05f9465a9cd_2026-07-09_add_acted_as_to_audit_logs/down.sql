-- loses: the values of audit_logs.acted_as

ALTER TABLE audit_logs DROP COLUMN acted_as;
