CREATE TABLE object_permissions (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    role_id     uuid NOT NULL,
    entity_type varchar(32) NOT NULL,
    entity_id   varchar(64) NOT NULL,
    operation   varchar(32) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    status      varchar(64) NOT NULL DEFAULT 'active',
    CONSTRAINT pk_object_permissions PRIMARY KEY (id),
    CONSTRAINT uq_object_permissions_entity_id_operation UNIQUE (entity_id, operation)
);
CREATE INDEX ix_role_id_entity_id ON object_permissions (status, role_id, entity_id);
