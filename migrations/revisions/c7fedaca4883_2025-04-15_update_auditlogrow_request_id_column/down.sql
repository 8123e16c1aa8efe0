-- loses: ids of requests in audit_logs that are not UUIDs

UPDATE audit_logs SET entity_id = '00000000-0000-0000-0000-000000000000' WHERE entity_id IS NULL;
UPDATE audit_logs SET request_id = '00000000-0000-0000-0000-000000000000'
WHERE request_id IS NULL
   OR request_id !~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

ALTER TABLE audit_logs
    ALTER COLUMN request_id TYPE uuid USING request_id::uuid,
    ALTER COLUMN request_id SET NOT NULL,
    ALTER COLUMN entity_id SET NOT NULL;
