-- loses: the values of audit_logs.client_ip

ALTER TABLE audit_logs DROP COLUMN client_ip;
