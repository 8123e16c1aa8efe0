-- As in 26.7.0; target_session_types comes with a379b72f1206.
CREATE TABLE idle_checkers (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
    name         varchar(128) NOT NULL,
    description  text,
    checker_type varchar(64) NOT NULL,
    spec         jsonb NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_idle_checkers PRIMARY KEY (id)
);

-- The scope may be a domain, a project or a user; no foreign key can say that.
CREATE TABLE idle_checker_bindings (
    id              uuid NOT NULL DEFAULT uuid_generate_v4(),
    scope_type      varchar(64) NOT NULL,
    scope_id        uuid NOT NULL,
    idle_checker_id uuid NOT NULL,
    enabled         boolean NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_idle_checker_bindings PRIMARY KEY (id),
    CONSTRAINT uq_idle_checker_bindings_checker_scope UNIQUE (idle_checker_id, scope_type, scope_id),
    CONSTRAINT fk_idle_checker_bindings_idle_checker_id FOREIGN KEY (idle_checker_id)
        REFERENCES idle_checkers (id) ON DELETE CASCADE
);
CREATE INDEX ix_idle_checker_bindings_scope ON idle_checker_bindings (scope_type, scope_id);
