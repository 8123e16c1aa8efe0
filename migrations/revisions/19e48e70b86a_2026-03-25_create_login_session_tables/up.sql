CREATE TABLE login_history (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    user_id     uuid NOT NULL,
    domain_name varchar(64) NOT NULL,
    result      varchar(64) NOT NULL,
    fail_reason text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_login_history PRIMARY KEY (id),
    CONSTRAINT fk_login_history_user_id_users FOREIGN KEY (user_id) REFERENCES users (uuid) ON DELETE CASCADE
);
CREATE INDEX ix_login_history_created_at ON login_history (created_at);
CREATE INDEX ix_login_history_result ON login_history (result);
CREATE INDEX ix_login_history_user_id ON login_history (user_id);
CREATE INDEX ix_login_history_user_id_created_at ON login_history (user_id, created_at);

CREATE TABLE login_sessions (
    id               uuid NOT NULL DEFAULT uuid_generate_v4(),
    session_token    varchar(64) NOT NULL,
    user_id          uuid NOT NULL,
    access_key       varchar(20) NOT NULL,
    status           varchar(64) NOT NULL DEFAULT 'active',
    last_accessed_at timestamptz,
    invalidated_at   timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    expires_at       timestamptz NOT NULL,
    CONSTRAINT pk_login_sessions PRIMARY KEY (id),
    CONSTRAINT fk_login_sessions_user_id_users FOREIGN KEY (user_id) REFERENCES users (uuid) ON DELETE CASCADE
);
CREATE INDEX ix_login_sessions_expires_at ON login_sessions (expires_at);
CREATE UNIQUE INDEX ix_login_sessions_session_token ON login_sessions (session_token);
CREATE INDEX ix_login_sessions_status ON login_sessions (status);
CREATE INDEX ix_login_sessions_user_id ON login_sessions (user_id);
CREATE INDEX ix_login_sessions_user_id_status ON login_sessions (user_id, status);
