-- Audit rows have the name of their action: that of a row written before is its entity type and operation. The heartbeats of
-- agents, in old databases most of the table, are audited no more and go first, so that the one rewrite of the table does not
-- copy them. The key of audit_log_scopes is made anew around that, rather than asked for each row.

ALTER TABLE audit_log_scopes DROP CONSTRAINT fk_audit_log_scopes_audit_log_id_audit_logs;

DELETE FROM audit_log_scopes AS s
USING audit_logs AS l
WHERE l.id = s.audit_log_id
  AND l.entity_type = 'agent' AND l.operation = 'update' AND l.triggered_by IS NULL;

DELETE FROM audit_logs WHERE entity_type = 'agent' AND operation = 'update' AND triggered_by IS NULL;

-- A manager of 26.9 that began this upgrade and did not come this far has made column and index already.
ALTER TABLE audit_logs ADD COLUMN IF NOT EXISTS action_name varchar;
ALTER TABLE audit_logs
    ALTER COLUMN action_name TYPE varchar USING coalesce(action_name, entity_type || ':' || operation),
    ALTER COLUMN action_name SET NOT NULL;
CREATE INDEX IF NOT EXISTS ix_audit_logs_action_name ON audit_logs (action_name);

ALTER TABLE audit_log_scopes
    ADD CONSTRAINT fk_audit_log_scopes_audit_log_id_audit_logs FOREIGN KEY (audit_log_id)
        REFERENCES audit_logs (id) ON DELETE CASCADE;
