-- loses: all rows of keypair_resource_policies; the values of keypairs.concurrency_limit were lost before

ALTER TABLE keypairs
    DROP CONSTRAINT fk_keypairs_resource_policy_keypair_resource_policies,
    ADD COLUMN concurrency_limit integer,
    ALTER COLUMN resource_policy TYPE varchar,
    ALTER COLUMN resource_policy DROP NOT NULL;

DROP TABLE keypair_resource_policies;
DROP TYPE IF EXISTS default_for_unspecified, defaultforunspecified;
