CREATE TYPE artifacttype AS ENUM ('MODEL', 'PACKAGE', 'IMAGE');

CREATE TABLE artifact_revisions (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    artifact_id uuid NOT NULL,
    version     varchar NOT NULL,
    readme      text,
    size        bigint,
    status      varchar NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    readonly    boolean NOT NULL,
    CONSTRAINT pk_artifact_revisions PRIMARY KEY (id),
    CONSTRAINT uq_artifact_id_version UNIQUE (artifact_id, version)
);
CREATE INDEX ix_artifact_revisions_artifact_id ON artifact_revisions (artifact_id);
CREATE INDEX ix_artifact_revisions_created_at ON artifact_revisions (created_at);
CREATE INDEX ix_artifact_revisions_status ON artifact_revisions (status);
CREATE INDEX ix_artifact_revisions_updated_at ON artifact_revisions (updated_at);

CREATE TABLE artifacts (
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
    type                 artifacttype NOT NULL,
    name                 varchar NOT NULL,
    registry_id          uuid NOT NULL,
    registry_type        varchar NOT NULL,
    source_registry_id   uuid NOT NULL,
    source_registry_type varchar NOT NULL,
    description          varchar,
    CONSTRAINT pk_artifacts PRIMARY KEY (id)
);
CREATE INDEX ix_artifacts_name ON artifacts (name);
CREATE INDEX ix_artifacts_registry_id ON artifacts (registry_id);
CREATE INDEX ix_artifacts_registry_type ON artifacts (registry_type);
CREATE INDEX ix_artifacts_source_registry_id ON artifacts (source_registry_id);
CREATE INDEX ix_artifacts_source_registry_type ON artifacts (source_registry_type);
CREATE INDEX ix_artifacts_type ON artifacts (type);

CREATE TABLE association_artifacts_storages (
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
    artifact_revision_id uuid NOT NULL,
    storage_id           uuid NOT NULL,
    CONSTRAINT pk_association_artifacts_storages PRIMARY KEY (id),
    CONSTRAINT uq_artifact_revision_id UNIQUE (artifact_revision_id)
);
