-- loses: the values of deployment_revisions.model_mount_perm

ALTER TABLE deployment_revisions DROP COLUMN model_mount_perm;
