-- loses: audit records that name no type of entity

DELETE FROM audit_logs WHERE entity_type IS NULL;

ALTER TABLE audit_logs ALTER COLUMN entity_type SET NOT NULL;
