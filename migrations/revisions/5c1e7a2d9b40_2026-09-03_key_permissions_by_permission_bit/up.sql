ALTER TABLE permissions DROP COLUMN operation;

ALTER TABLE permissions
    ADD CONSTRAINT ck_permissions_single_bit
    CHECK ((permission > 0) AND (((permission)::integer & (permission - 1)) = 0));

ALTER TABLE permissions
    ADD CONSTRAINT uq_permissions_role_scope_entity_permission
    UNIQUE (role_id, scope_type, scope_id, entity_type, permission);

-- TODO: rows
