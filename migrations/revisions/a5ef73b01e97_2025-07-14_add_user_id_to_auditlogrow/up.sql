ALTER TABLE audit_logs ADD COLUMN triggered_by varchar;
