-- The names of live sessions are unique for each user.

DROP INDEX IF EXISTS ix_sessions_unique_name_nonterminal;
CREATE UNIQUE INDEX IF NOT EXISTS ix_sessions_unique_name_per_user_nonterminal ON sessions (name, user_uuid)
    WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');
