-- loses: the values of groups.container_registry; the values of user_resource_policies.max_customized_image_count

ALTER TABLE groups DROP COLUMN container_registry;
ALTER TABLE user_resource_policies DROP COLUMN max_customized_image_count;

DROP INDEX IF EXISTS ix_kernels_role;
