-- New names for the tables of permissions.

ALTER TABLE role_permissions RENAME TO scope_permissions;
ALTER TABLE scope_permissions RENAME CONSTRAINT pk_role_permissions TO pk_scope_permissions;
ALTER TABLE scope_permissions
    ADD COLUMN status varchar(64) NOT NULL DEFAULT 'active',
    ADD CONSTRAINT uq_scope_permissions_entity_operation_scope_id UNIQUE (entity_type, operation, scope_id);
CREATE INDEX ix_role_id_entity_type_scope_id ON scope_permissions (status, role_id, entity_type, scope_id);

ALTER TABLE resource_permissions RENAME TO object_permissions;
ALTER TABLE object_permissions RENAME CONSTRAINT pk_resource_permissions TO pk_object_permissions;
ALTER TABLE object_permissions
    ADD COLUMN status varchar(64) NOT NULL DEFAULT 'active',
    ADD CONSTRAINT uq_object_permissions_entity_id_operation UNIQUE (entity_id, operation);
CREATE INDEX ix_role_id_entity_id ON object_permissions (status, role_id, entity_id);

ALTER TABLE roles RENAME COLUMN state TO status;
ALTER TABLE roles ALTER COLUMN status TYPE varchar(64);
CREATE INDEX ix_id_status ON roles (id, status);

ALTER TABLE user_roles
    DROP COLUMN state,
    DROP COLUMN expires_at,
    DROP COLUMN deleted_at,
    ADD CONSTRAINT uq_user_id_role_id UNIQUE (user_id, role_id);
