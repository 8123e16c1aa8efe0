-- loses: the values of kernels.vfolder_mounts

DROP INDEX ix_keypairs_resource_policy;

ALTER TABLE kernels DROP COLUMN vfolder_mounts;
