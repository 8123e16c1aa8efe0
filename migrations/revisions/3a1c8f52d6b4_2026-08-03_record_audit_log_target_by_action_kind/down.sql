-- loses: all rows of audit_log_scopes; the values of audit_logs.action_kind, lookup_key, lookup_kind

ALTER TABLE audit_logs
    DROP COLUMN action_kind,
    DROP COLUMN lookup_key,
    DROP COLUMN lookup_kind;

DROP TABLE audit_log_scopes;
