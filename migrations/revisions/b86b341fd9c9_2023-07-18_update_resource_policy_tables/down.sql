-- loses: the values of max_vfolder_count of user and project resource policies; those of keypairs come back as 0, no limit

ALTER TABLE user_resource_policies DROP COLUMN max_vfolder_count;
ALTER TABLE user_resource_policies RENAME COLUMN max_quota_scope_size TO max_vfolder_size;

ALTER TABLE project_resource_policies DROP COLUMN max_vfolder_count;
ALTER TABLE project_resource_policies RENAME COLUMN max_quota_scope_size TO max_vfolder_size;

ALTER TABLE keypair_resource_policies
    ADD COLUMN max_vfolder_count integer NOT NULL DEFAULT 0,
    ADD COLUMN max_vfolder_size bigint NOT NULL DEFAULT 0;
ALTER TABLE keypair_resource_policies
    ALTER COLUMN max_vfolder_count DROP DEFAULT,
    ALTER COLUMN max_vfolder_size DROP DEFAULT;
