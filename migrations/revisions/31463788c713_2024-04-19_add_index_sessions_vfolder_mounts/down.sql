DROP INDEX IF EXISTS ix_sessions_vfolder_mounts;
