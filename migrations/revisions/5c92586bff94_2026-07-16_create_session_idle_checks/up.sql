CREATE TABLE session_idle_checks (
    session_id      uuid NOT NULL,
    idle_checker_id uuid NOT NULL,
    expire_at       timestamptz,
    last_status     varchar(64) NOT NULL,
    last_message    text NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_session_idle_checks PRIMARY KEY (session_id, idle_checker_id),
    CONSTRAINT fk_session_idle_checks_session_id FOREIGN KEY (session_id)
        REFERENCES sessions (id) ON DELETE CASCADE,
    CONSTRAINT fk_session_idle_checks_idle_checker_id FOREIGN KEY (idle_checker_id)
        REFERENCES idle_checkers (id) ON DELETE CASCADE
);
CREATE INDEX ix_session_idle_checks_expire_at_not_null ON session_idle_checks (expire_at) WHERE expire_at IS NOT NULL;
