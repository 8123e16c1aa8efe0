ALTER TABLE audit_logs ADD COLUMN client_ip inet;
