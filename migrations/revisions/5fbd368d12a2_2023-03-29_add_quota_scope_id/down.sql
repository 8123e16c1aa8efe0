ALTER TABLE vfolders DROP COLUMN quota_scope_id;
