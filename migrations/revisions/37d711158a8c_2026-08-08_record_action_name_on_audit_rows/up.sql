ALTER TABLE audit_logs ADD COLUMN action_name varchar NOT NULL;

CREATE INDEX ix_audit_logs_action_name ON audit_logs (action_name);
