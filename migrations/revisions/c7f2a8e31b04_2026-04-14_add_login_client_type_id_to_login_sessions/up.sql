ALTER TABLE login_sessions ADD COLUMN login_client_type_id uuid;

ALTER TABLE login_sessions
    ADD CONSTRAINT fk_login_sessions_login_client_type_id_login_client_types
    FOREIGN KEY (login_client_type_id) REFERENCES login_client_types (id) ON DELETE SET NULL;

CREATE INDEX ix_login_sessions_login_client_type_id ON login_sessions (login_client_type_id);
