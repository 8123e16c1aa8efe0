-- loses: the values of keypair_resource_policies.uuid, project_resource_policies.uuid, user_resource_policies.uuid

ALTER TABLE keypair_resource_policies DROP COLUMN uuid;

ALTER TABLE project_resource_policies DROP COLUMN uuid;

ALTER TABLE user_resource_policies DROP COLUMN uuid;

-- TODO: rows
