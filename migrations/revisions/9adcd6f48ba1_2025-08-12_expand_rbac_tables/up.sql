-- Permissions in a scope are grouped: a group for each role and scope, with what it permits.

CREATE TABLE permission_groups (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    role_id    uuid NOT NULL,
    scope_type varchar(32) NOT NULL,
    scope_id   varchar(64) NOT NULL,
    CONSTRAINT pk_permission_groups PRIMARY KEY (id)
);
CREATE INDEX ix_id_role_id_scope_id ON permission_groups (id, role_id, scope_id);

CREATE TABLE permissions (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    permission_group_id uuid NOT NULL,
    entity_type         varchar(32) NOT NULL,
    operation           varchar(32) NOT NULL,
    CONSTRAINT pk_permissions PRIMARY KEY (id)
);
CREATE INDEX ix_id_permission_group_id ON permissions (id, permission_group_id);

INSERT INTO permission_groups (role_id, scope_type, scope_id)
SELECT DISTINCT role_id, scope_type, scope_id FROM scope_permissions;
INSERT INTO permissions (permission_group_id, entity_type, operation)
SELECT g.id, p.entity_type, p.operation
FROM scope_permissions AS p
JOIN permission_groups AS g USING (role_id, scope_type, scope_id);

DROP TABLE scope_permissions;

DROP INDEX ix_role_id_entity_id;
ALTER TABLE object_permissions
    DROP COLUMN status,
    DROP COLUMN created_at;
CREATE INDEX ix_id_role_id_entity_id ON object_permissions (id, role_id, entity_id);
