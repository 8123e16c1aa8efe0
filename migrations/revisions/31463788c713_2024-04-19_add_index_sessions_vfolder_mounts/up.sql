CREATE INDEX IF NOT EXISTS ix_sessions_vfolder_mounts ON sessions USING gin (vfolder_mounts);
