-- loses: the values of keypair_resource_policies.is_default

ALTER TABLE keypair_resource_policies DROP COLUMN is_default;

-- TODO: rows
