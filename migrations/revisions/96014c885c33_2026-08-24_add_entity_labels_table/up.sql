CREATE TABLE entity_labels (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    entity_type varchar(32) NOT NULL,
    entity_id   uuid NOT NULL,
    key         varchar(255) NOT NULL,
    value       varchar(255) NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_labels PRIMARY KEY (id),
    CONSTRAINT uq_entity_labels_key UNIQUE (entity_type, entity_id, key)
);
CREATE INDEX ix_entity_labels_entity ON entity_labels (entity_type, entity_id);
CREATE INDEX ix_entity_labels_pair ON entity_labels (key, value);
