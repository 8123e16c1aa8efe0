-- A role has an operation on a type of entities in a scope once. Of equal rows the one with the lowest id stays.

DELETE FROM permissions
USING (
    SELECT id, row_number() OVER (
        PARTITION BY role_id, scope_type, scope_id, entity_type, operation ORDER BY id
    ) AS place
    FROM permissions
) AS same
WHERE same.id = permissions.id AND same.place > 1;

ALTER TABLE permissions
    ADD CONSTRAINT uq_permissions_role_scope_entity_op
    UNIQUE (role_id, scope_type, scope_id, entity_type, operation);
