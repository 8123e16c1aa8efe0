ALTER TABLE association_scopes_entities DROP CONSTRAINT uq_scope_id_entity_id;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM association_scopes_entities GROUP BY scope_id, entity_id HAVING count(*) > 1) THEN
        ALTER TABLE association_scopes_entities ADD CONSTRAINT uq_scope_id_entity_id UNIQUE (scope_id, entity_id);
    END IF;
END $$;
