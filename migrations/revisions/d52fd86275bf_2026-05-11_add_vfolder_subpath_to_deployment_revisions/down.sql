-- loses: the values of deployment_revisions.vfolder_subpath

ALTER TABLE deployment_revisions DROP COLUMN vfolder_subpath;
