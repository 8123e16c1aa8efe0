-- The name of the constraint is cut and ends in a digest, as PostgreSQL takes no longer one.

ALTER TABLE keypair_resource_policies
    ADD COLUMN max_priority integer,
    ADD CONSTRAINT ck_keypair_resource_policies_max_priority_within_sessio_6505
        CHECK (max_priority >= 0 AND max_priority <= 100);
