-- loses: the values of keypair_resource_policies.idle_timeout

ALTER TABLE keypair_resource_policies DROP COLUMN idle_timeout;
