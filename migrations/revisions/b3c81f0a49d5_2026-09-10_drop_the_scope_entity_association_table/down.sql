CREATE TABLE association_scopes_entities (
    id             uuid NOT NULL DEFAULT uuid_generate_v7(),
    scope_type     varchar(32) NOT NULL,
    scope_id       varchar(64) NOT NULL,
    entity_type    varchar(32) NOT NULL,
    entity_id      varchar(64) NOT NULL,
    relation_type  varchar(32) NOT NULL DEFAULT 'auto',
    permission_cap smallint,
    registered_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_association_scopes_entities PRIMARY KEY (id),
    CONSTRAINT uq_scope_id_entity_id UNIQUE (scope_type, scope_id, entity_id)
);
CREATE INDEX ix_association_scopes_entities_entity ON association_scopes_entities (entity_type, entity_id);

-- TODO: rows
