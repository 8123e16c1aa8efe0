-- The bit says all that the word said. Only the right to pass a right on has no bit, so its rows go.

DELETE FROM permissions WHERE permission = 0;

-- The old unique constraint goes with the column.
ALTER TABLE permissions
    DROP COLUMN operation,
    ADD CONSTRAINT uq_permissions_role_scope_entity_permission
        UNIQUE (role_id, scope_type, scope_id, entity_type, permission),
    ADD CONSTRAINT ck_permissions_single_bit CHECK (permission > 0 AND (permission & (permission - 1)) = 0);
