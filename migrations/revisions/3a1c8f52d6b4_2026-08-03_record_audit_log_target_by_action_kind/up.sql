-- What an audit row is about: the kind of action tells whether entity_id is an entity, a scope or nothing, a lookup says what was
-- asked for, and the scopes of an entity have a table of their own. Rows written before say none of it.

ALTER TABLE audit_logs
    ADD COLUMN action_kind varchar(64),
    ADD COLUMN lookup_kind varchar,
    ADD COLUMN lookup_key varchar;
CREATE INDEX ix_audit_logs_lookup ON audit_logs (lookup_kind, lookup_key);

CREATE TABLE audit_log_scopes (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
    audit_log_id uuid NOT NULL,
    scope_type   varchar NOT NULL,
    scope_id     varchar NOT NULL,
    CONSTRAINT pk_audit_log_scopes PRIMARY KEY (id),
    CONSTRAINT uq_audit_log_scope UNIQUE (audit_log_id, scope_type, scope_id),
    CONSTRAINT fk_audit_log_scopes_audit_log_id_audit_logs FOREIGN KEY (audit_log_id)
        REFERENCES audit_logs (id) ON DELETE CASCADE
);
CREATE INDEX ix_audit_log_scopes_audit_log_id ON audit_log_scopes (audit_log_id);
CREATE INDEX ix_audit_log_scopes_scope ON audit_log_scopes (scope_type, scope_id);
