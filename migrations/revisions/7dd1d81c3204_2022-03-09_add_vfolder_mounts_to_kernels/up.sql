-- The vfolders of a kernel as they were when it began.

ALTER TABLE kernels ADD COLUMN vfolder_mounts json;

CREATE INDEX ix_keypairs_resource_policy ON keypairs (resource_policy);
