-- loses: what goes beyond 64 characters in kernels.session_name, sessions.name

ALTER TABLE kernels ALTER COLUMN session_name TYPE varchar(64) USING left(session_name, 64);

DROP INDEX ix_sessions_unique_name_per_user_nonterminal;
ALTER TABLE sessions ALTER COLUMN name TYPE varchar(64) USING left(name, 64);
CREATE UNIQUE INDEX ix_sessions_unique_name_per_user_nonterminal ON sessions (name, user_uuid)
    WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');
