-- What has no request or no entity has null, not the nil UUID.

ALTER TABLE audit_logs
    ALTER COLUMN request_id TYPE varchar USING request_id::text,
    ALTER COLUMN request_id DROP NOT NULL,
    ALTER COLUMN entity_id DROP NOT NULL;

UPDATE audit_logs SET request_id = NULL WHERE request_id = '00000000-0000-0000-0000-000000000000';
UPDATE audit_logs SET entity_id = NULL WHERE entity_id = '00000000-0000-0000-0000-000000000000';
