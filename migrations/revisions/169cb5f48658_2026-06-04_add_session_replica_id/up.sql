ALTER TABLE sessions ADD COLUMN replica_id uuid;

ALTER TABLE sessions
    ADD CONSTRAINT fk_sessions_replica_id_routings
    FOREIGN KEY (replica_id) REFERENCES routings (id) ON DELETE SET NULL;

-- TODO: rows
