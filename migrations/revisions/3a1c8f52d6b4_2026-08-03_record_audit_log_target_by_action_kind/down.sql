-- loses: all rows of audit_log_scopes; the values of audit_logs.action_kind, lookup_kind, lookup_key

DROP TABLE audit_log_scopes;

ALTER TABLE audit_logs
    DROP COLUMN lookup_key,
    DROP COLUMN lookup_kind,
    DROP COLUMN action_kind;
