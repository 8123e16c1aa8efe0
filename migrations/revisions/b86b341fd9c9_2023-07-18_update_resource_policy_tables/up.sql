-- The limits on vfolders move from keypairs to users and projects, where quota takes the place of a vfolder's
-- size.

ALTER TABLE keypair_resource_policies
    DROP COLUMN IF EXISTS max_vfolder_count,
    DROP COLUMN IF EXISTS max_vfolder_size;

ALTER TABLE project_resource_policies RENAME COLUMN max_vfolder_size TO max_quota_scope_size;
ALTER TABLE project_resource_policies ADD COLUMN max_vfolder_count integer NOT NULL DEFAULT 0;
ALTER TABLE project_resource_policies ALTER COLUMN max_vfolder_count DROP DEFAULT;

ALTER TABLE user_resource_policies RENAME COLUMN max_vfolder_size TO max_quota_scope_size;
ALTER TABLE user_resource_policies ADD COLUMN max_vfolder_count integer NOT NULL DEFAULT 0;
ALTER TABLE user_resource_policies ALTER COLUMN max_vfolder_count DROP DEFAULT;
