-- loses: permission groups without permissions

DROP INDEX ix_id_role_id_entity_id;
ALTER TABLE object_permissions
    ADD COLUMN status varchar(64) NOT NULL DEFAULT 'active',
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX ix_role_id_entity_id ON object_permissions (status, role_id, entity_id);

CREATE TABLE scope_permissions (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    entity_type varchar(32) NOT NULL,
    operation   varchar(32) NOT NULL,
    role_id     uuid NOT NULL,
    scope_id    varchar(64) NOT NULL,
    scope_type  varchar(32) NOT NULL,
    status      varchar(64) NOT NULL DEFAULT 'active',
    CONSTRAINT pk_scope_permissions PRIMARY KEY (id)
);
CREATE INDEX ix_role_id_entity_type_scope_id
    ON scope_permissions (status, role_id, entity_type, scope_id);

INSERT INTO scope_permissions (role_id, entity_type, operation, scope_type, scope_id)
SELECT g.role_id, p.entity_type, p.operation, g.scope_type, g.scope_id
FROM permissions AS p
JOIN permission_groups AS g ON g.id = p.permission_group_id;

DROP TABLE permissions;
DROP TABLE permission_groups;
