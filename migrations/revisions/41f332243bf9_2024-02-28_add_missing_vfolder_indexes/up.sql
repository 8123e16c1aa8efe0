CREATE INDEX IF NOT EXISTS ix_vfolders_host ON vfolders (host);
CREATE INDEX IF NOT EXISTS ix_vfolders_ownership_type ON vfolders (ownership_type);
CREATE INDEX IF NOT EXISTS ix_vfolders_status ON vfolders (status);
CREATE INDEX IF NOT EXISTS ix_vfolders_usage_mode ON vfolders (usage_mode);
