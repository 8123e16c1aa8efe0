-- Registries of artifacts have a table of their own, with their names.

CREATE TABLE artifact_registries (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    name        varchar NOT NULL,
    registry_id uuid NOT NULL,
    type        varchar NOT NULL,
    CONSTRAINT pk_artifact_registries PRIMARY KEY (id),
    CONSTRAINT uq_artifact_registries_name UNIQUE (name),
    CONSTRAINT uq_artifact_registries_registry_id UNIQUE (registry_id)
);

INSERT INTO artifact_registries (name, registry_id, type)
SELECT name, id, 'huggingface' FROM huggingface_registries;

ALTER TABLE huggingface_registries
    DROP CONSTRAINT uq_huggingface_registries_name,
    DROP COLUMN name;
