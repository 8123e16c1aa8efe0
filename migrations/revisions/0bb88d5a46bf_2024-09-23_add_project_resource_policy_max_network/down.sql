-- loses: the values of project_resource_policies.max_network_count

ALTER TABLE project_resource_policies DROP COLUMN IF EXISTS max_network_count;
