-- The billing plan of a keypair is called its resource policy.

ALTER TABLE keypairs RENAME COLUMN billing_plan TO resource_policy;

CREATE INDEX ix_keypairs_is_active ON keypairs (is_active);
CREATE INDEX ix_keypairs_user_id ON keypairs (user_id);
