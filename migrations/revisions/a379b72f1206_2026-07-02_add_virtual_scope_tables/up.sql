CREATE TABLE virtual_scopes (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    scope_type varchar(32) NOT NULL,
    scope_id   uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_virtual_scopes PRIMARY KEY (id),
    CONSTRAINT uq_virtual_scopes_scope UNIQUE (scope_type, scope_id)
);

CREATE TABLE scope_bindings (
    virtual_scope_id uuid NOT NULL,
    scope_type       varchar(32) NOT NULL,
    scope_id         uuid NOT NULL,
    permission_cap   smallint,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_scope_bindings PRIMARY KEY (virtual_scope_id, scope_type, scope_id),
    CONSTRAINT fk_scope_bindings_virtual_scope_id_virtual_scopes FOREIGN KEY (virtual_scope_id)
        REFERENCES virtual_scopes (id) ON DELETE CASCADE
);
CREATE INDEX ix_scope_bindings_scope ON scope_bindings (scope_type, scope_id);

CREATE TABLE entity_memberships (
    virtual_scope_id uuid NOT NULL,
    entity_type      varchar(32) NOT NULL,
    entity_id        uuid NOT NULL,
    permission_cap   smallint,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_entity_memberships PRIMARY KEY (virtual_scope_id, entity_type, entity_id),
    CONSTRAINT fk_entity_memberships_virtual_scope_id_virtual_scopes FOREIGN KEY (virtual_scope_id)
        REFERENCES virtual_scopes (id) ON DELETE CASCADE
);
CREATE INDEX ix_entity_memberships_entity ON entity_memberships (entity_type, entity_id);

-- A fresh database of 26.7.0 does not have this column. Checkers that are there apply to no type of session until somebody says which.
ALTER TABLE idle_checkers ADD COLUMN IF NOT EXISTS target_session_types varchar(64)[] NOT NULL DEFAULT '{}';
ALTER TABLE idle_checkers ALTER COLUMN target_session_types DROP DEFAULT;
