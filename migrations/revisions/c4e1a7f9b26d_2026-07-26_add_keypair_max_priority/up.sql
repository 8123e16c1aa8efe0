ALTER TABLE keypair_resource_policies ADD COLUMN max_priority integer;

ALTER TABLE keypair_resource_policies
    ADD CONSTRAINT ck_keypair_resource_policies_max_priority_within_sessio_6505
    CHECK ((max_priority >= 0) AND (max_priority <= 100));

-- TODO: rows
