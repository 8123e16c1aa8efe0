DROP INDEX IF EXISTS ix_vfolders_host;
DROP INDEX IF EXISTS ix_vfolders_ownership_type;
DROP INDEX IF EXISTS ix_vfolders_status;
DROP INDEX IF EXISTS ix_vfolders_usage_mode;
