-- An entity is once in a scope: of equal rows the one with the lowest id stays.

ALTER TABLE association_scopes_entities DROP CONSTRAINT IF EXISTS uq_scope_id_entity_id;

DELETE FROM association_scopes_entities AS twin USING association_scopes_entities AS a
WHERE a.scope_type = twin.scope_type AND a.scope_id = twin.scope_id AND a.entity_id = twin.entity_id AND a.id < twin.id;

ALTER TABLE association_scopes_entities
    ADD CONSTRAINT uq_scope_id_entity_id UNIQUE (scope_type, scope_id, entity_id);
