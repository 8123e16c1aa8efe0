-- A session serves the oldest route that it runs or is being started for.
ALTER TABLE sessions ADD COLUMN replica_id uuid;

UPDATE sessions s SET replica_id = r.id
FROM (
    SELECT DISTINCT ON (session) session, id FROM routings
    WHERE status IN ('provisioning', 'running')
    ORDER BY session, created_at, id
) AS r
WHERE s.id = r.session;

ALTER TABLE sessions
    ADD CONSTRAINT fk_sessions_replica_id_routings
    FOREIGN KEY (replica_id) REFERENCES routings (id) ON DELETE SET NULL;
