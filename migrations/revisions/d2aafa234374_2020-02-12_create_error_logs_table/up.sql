-- Errors that users met. As branches of 19.09 came without this revision, it has the severities of 22.03: see ce209920f654.

CREATE TYPE errorlog_severity AS ENUM ('critical', 'error', 'warning');

CREATE TABLE error_logs (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    created_at     timestamptz DEFAULT now(),
    severity       errorlog_severity,
    source         varchar,
    "user"         uuid,
    is_read        boolean,
    is_cleared     boolean,
    message        text,
    context_lang   varchar,
    context_env    jsonb,
    request_url    varchar,
    request_status integer,
    traceback      text,
    CONSTRAINT pk_error_logs PRIMARY KEY (id),
    CONSTRAINT fk_error_logs_user_users FOREIGN KEY ("user") REFERENCES users(uuid)
);
CREATE INDEX ix_error_logs_created_at ON error_logs (created_at);
CREATE INDEX ix_error_logs_is_cleared ON error_logs (is_cleared);
CREATE INDEX ix_error_logs_is_read ON error_logs (is_read);
CREATE INDEX ix_error_logs_severity ON error_logs (severity);
CREATE INDEX ix_error_logs_user ON error_logs ("user");
