-- loses: the values of uuid in keypair_resource_policies, user_resource_policies and project_resource_policies

ALTER TABLE project_resource_policies DROP COLUMN uuid;
ALTER TABLE user_resource_policies DROP COLUMN uuid;
ALTER TABLE keypair_resource_policies DROP COLUMN uuid;
