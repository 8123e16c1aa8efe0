ALTER TABLE sgroups_for_domains
    DROP COLUMN scaling_group,
    ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE sgroups_for_groups
    DROP COLUMN scaling_group,
    ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE sgroups_for_keypairs
    DROP COLUMN scaling_group,
    ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE sgroups_for_domains ADD CONSTRAINT uq_sgroup_domain UNIQUE (resource_group_id, domain);

ALTER TABLE sgroups_for_groups ADD CONSTRAINT uq_sgroup_ugroup UNIQUE (resource_group_id, "group");

ALTER TABLE sgroups_for_keypairs ADD CONSTRAINT uq_sgroup_akey UNIQUE (resource_group_id, access_key);

ALTER TABLE sgroups_for_domains
    ADD CONSTRAINT fk_sgroups_for_domains_resource_group_id_scaling_groups
    FOREIGN KEY (resource_group_id) REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE sgroups_for_groups
    ADD CONSTRAINT fk_sgroups_for_groups_resource_group_id_scaling_groups
    FOREIGN KEY (resource_group_id) REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE sgroups_for_keypairs
    ADD CONSTRAINT fk_sgroups_for_keypairs_resource_group_id_scaling_groups
    FOREIGN KEY (resource_group_id) REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE;

CREATE INDEX ix_sgroups_for_domains_resource_group_id ON sgroups_for_domains (resource_group_id);
CREATE INDEX ix_sgroups_for_groups_resource_group_id ON sgroups_for_groups (resource_group_id);
CREATE INDEX ix_sgroups_for_keypairs_resource_group_id ON sgroups_for_keypairs (resource_group_id);

-- TODO: rows
