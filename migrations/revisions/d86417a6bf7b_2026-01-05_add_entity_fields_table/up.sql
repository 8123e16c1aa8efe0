CREATE TABLE entity_fields (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    entity_type varchar(64) NOT NULL,
    entity_id   varchar(64) NOT NULL,
    field_type  varchar(64) NOT NULL,
    field_id    varchar(64) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_fields PRIMARY KEY (id),
    CONSTRAINT uq_entity_fields_mapping UNIQUE (entity_type, entity_id, field_type, field_id)
);
CREATE INDEX ix_entity_fields_entity_lookup ON entity_fields (entity_type, entity_id);
CREATE INDEX ix_entity_fields_field_lookup ON entity_fields (field_type, field_id);
