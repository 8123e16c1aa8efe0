ALTER TABLE artifacts
    ALTER COLUMN scanned_at TYPE timestamp,
    ALTER COLUMN updated_at TYPE timestamp;

ALTER TABLE association_scopes_entities DROP CONSTRAINT IF EXISTS uq_scope_id_entity_id;
