-- loses: permissions to grant rights to others

ALTER TABLE permissions
    DROP CONSTRAINT uq_permissions_role_scope_entity_permission,
    DROP CONSTRAINT ck_permissions_single_bit,
    ADD COLUMN operation varchar(32);

UPDATE permissions
SET operation = CASE permission
    WHEN 1 THEN 'read'
    WHEN 2 THEN 'update'
    WHEN 4 THEN 'create'
    WHEN 8 THEN 'soft-delete'
    WHEN 16 THEN 'hard-delete'
END;

ALTER TABLE permissions
    ALTER COLUMN operation SET NOT NULL,
    ADD CONSTRAINT uq_permissions_role_scope_entity_op
        UNIQUE (role_id, scope_type, scope_id, entity_type, operation);
