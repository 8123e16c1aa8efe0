ALTER TABLE audit_logs ALTER COLUMN entity_type SET NOT NULL;
