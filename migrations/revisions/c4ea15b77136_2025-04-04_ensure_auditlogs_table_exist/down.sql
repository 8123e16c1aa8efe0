-- loses: all rows of audit_logs

DROP TABLE audit_logs;
