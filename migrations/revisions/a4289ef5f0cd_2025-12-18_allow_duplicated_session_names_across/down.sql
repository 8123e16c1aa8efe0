-- loses: the names of live sessions that an older live session of another user has, too

UPDATE sessions AS twin SET name = NULL FROM sessions AS s
WHERE s.name = twin.name
  AND s.status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED') AND twin.status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED')
  AND (coalesce(s.created_at, 'epoch'), s.id) < (coalesce(twin.created_at, 'epoch'), twin.id);

DROP INDEX ix_sessions_unique_name_per_user_nonterminal;

CREATE UNIQUE INDEX ix_sessions_unique_name_nonterminal ON sessions (name)
    WHERE status NOT IN ('ERROR', 'TERMINATED', 'CANCELLED');
