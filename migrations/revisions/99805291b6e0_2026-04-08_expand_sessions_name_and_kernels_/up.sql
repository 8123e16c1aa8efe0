ALTER TABLE kernels ALTER COLUMN session_name TYPE varchar(128);

-- The index is made anew: its predicate would otherwise be kept in another spelling.
DROP INDEX ix_sessions_unique_name_per_user_nonterminal;
ALTER TABLE sessions ALTER COLUMN name TYPE varchar(128);
CREATE UNIQUE INDEX ix_sessions_unique_name_per_user_nonterminal ON sessions (name, user_uuid)
    WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');
