-- loses: the status of permissions; of that of roles what is beyond 16 characters

ALTER TABLE user_roles
    DROP CONSTRAINT uq_user_id_role_id,
    ADD COLUMN state varchar(16) NOT NULL DEFAULT 'active',
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN deleted_at timestamptz;

DROP INDEX ix_id_status;
ALTER TABLE roles ALTER COLUMN status TYPE varchar(16) USING left(status, 16);
ALTER TABLE roles RENAME COLUMN status TO state;

DROP INDEX ix_role_id_entity_id;
ALTER TABLE object_permissions
    DROP COLUMN status,
    DROP CONSTRAINT uq_object_permissions_entity_id_operation;
ALTER TABLE object_permissions RENAME CONSTRAINT pk_object_permissions TO pk_resource_permissions;
ALTER TABLE object_permissions RENAME TO resource_permissions;

DROP INDEX ix_role_id_entity_type_scope_id;
ALTER TABLE scope_permissions
    DROP COLUMN status,
    DROP CONSTRAINT uq_scope_permissions_entity_operation_scope_id;
ALTER TABLE scope_permissions RENAME CONSTRAINT pk_scope_permissions TO pk_role_permissions;
ALTER TABLE scope_permissions RENAME TO role_permissions;
