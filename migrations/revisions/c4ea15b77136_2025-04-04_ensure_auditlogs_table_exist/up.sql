-- Makes audit_logs, which a database has already that the Python manager has upgraded to 25.5.

CREATE TABLE IF NOT EXISTS audit_logs (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    entity_type varchar NOT NULL,
    operation   varchar NOT NULL,
    entity_id   varchar NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    request_id  uuid NOT NULL,
    description varchar NOT NULL,
    duration    interval NOT NULL,
    status      varchar(64) NOT NULL,
    CONSTRAINT pk_audit_logs PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_audit_logs_created_at ON audit_logs (created_at);
CREATE INDEX IF NOT EXISTS ix_audit_logs_entity_id ON audit_logs (entity_id);
CREATE INDEX IF NOT EXISTS ix_audit_logs_entity_type ON audit_logs (entity_type);
CREATE INDEX IF NOT EXISTS ix_audit_logs_operation ON audit_logs (operation);
