-- loses: the values of sgroups_for_domains.resource_group_id, sgroups_for_groups.resource_group_id, sgroups_for_keypairs.resource_group_id

ALTER TABLE sgroups_for_domains
    DROP COLUMN resource_group_id,
    ADD COLUMN scaling_group varchar(64) NOT NULL;

ALTER TABLE sgroups_for_groups
    DROP COLUMN resource_group_id,
    ADD COLUMN scaling_group varchar(64) NOT NULL;

ALTER TABLE sgroups_for_keypairs
    DROP COLUMN resource_group_id,
    ADD COLUMN scaling_group varchar(64) NOT NULL;

ALTER TABLE sgroups_for_domains ADD CONSTRAINT uq_sgroup_domain UNIQUE (scaling_group, domain);

ALTER TABLE sgroups_for_groups ADD CONSTRAINT uq_sgroup_ugroup UNIQUE (scaling_group, "group");

ALTER TABLE sgroups_for_keypairs ADD CONSTRAINT uq_sgroup_akey UNIQUE (scaling_group, access_key);

ALTER TABLE sgroups_for_domains
    ADD CONSTRAINT fk_sgroups_for_domains_scaling_group_scaling_groups
    FOREIGN KEY (scaling_group) REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE sgroups_for_groups
    ADD CONSTRAINT fk_sgroups_for_groups_scaling_group_scaling_groups
    FOREIGN KEY (scaling_group) REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE sgroups_for_keypairs
    ADD CONSTRAINT fk_sgroups_for_keypairs_scaling_group_scaling_groups
    FOREIGN KEY (scaling_group) REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE;

CREATE INDEX ix_sgroups_for_domains_scaling_group ON sgroups_for_domains (scaling_group);
CREATE INDEX ix_sgroups_for_groups_scaling_group ON sgroups_for_groups (scaling_group);
CREATE INDEX ix_sgroups_for_keypairs_scaling_group ON sgroups_for_keypairs (scaling_group);

-- TODO: rows
