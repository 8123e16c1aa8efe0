ALTER TABLE audit_logs ADD COLUMN acted_as uuid;
