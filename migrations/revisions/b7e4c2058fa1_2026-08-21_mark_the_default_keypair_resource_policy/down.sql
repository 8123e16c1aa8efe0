-- loses: which keypair resource policy is the default one

ALTER TABLE keypair_resource_policies DROP COLUMN is_default;
