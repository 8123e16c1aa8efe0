ALTER TABLE deployment_revisions ADD COLUMN model_mount_perm varchar(64) NOT NULL DEFAULT 'ro';
