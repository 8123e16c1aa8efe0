ALTER TABLE deployment_revisions ADD COLUMN vfolder_subpath varchar(1024);
