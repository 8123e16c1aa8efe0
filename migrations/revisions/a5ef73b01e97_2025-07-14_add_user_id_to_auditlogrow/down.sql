-- loses: the values of audit_logs.triggered_by

ALTER TABLE audit_logs DROP COLUMN triggered_by;
