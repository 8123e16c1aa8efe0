DROP INDEX IF EXISTS ix_vfolders_domain_name;

ALTER TABLE vfolders DROP COLUMN IF EXISTS domain_name;
