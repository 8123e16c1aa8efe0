-- loses: all rows of object_permissions

CREATE TABLE object_permissions (
    id          uuid NOT NULL DEFAULT uuid_generate_v7(),
    role_id     uuid NOT NULL,
    entity_type varchar(32) NOT NULL,
    entity_id   varchar(64) NOT NULL,
    operation   varchar(32) NOT NULL,
    CONSTRAINT pk_object_permissions PRIMARY KEY (id),
    CONSTRAINT uq_object_permissions_role_entity_op UNIQUE (role_id, entity_type, entity_id, operation)
);
CREATE INDEX ix_id_role_id_entity_id ON object_permissions (id, role_id, entity_id);
