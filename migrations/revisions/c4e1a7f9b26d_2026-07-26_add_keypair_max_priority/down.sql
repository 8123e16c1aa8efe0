-- loses: the values of keypair_resource_policies.max_priority

ALTER TABLE keypair_resource_policies DROP COLUMN max_priority;
