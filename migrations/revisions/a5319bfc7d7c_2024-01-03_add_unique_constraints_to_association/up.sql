-- What is associated is so once: of equal rows the one with the lowest id stays.

DELETE FROM association_groups_users AS twin USING association_groups_users AS a
WHERE a.user_id = twin.user_id AND a.group_id = twin.group_id AND a.id < twin.id;
ALTER TABLE association_groups_users ADD CONSTRAINT uq_association_user_id_group_id UNIQUE (user_id, group_id);
DELETE FROM sgroups_for_domains AS twin USING sgroups_for_domains AS a
WHERE a.scaling_group = twin.scaling_group AND a.domain = twin.domain AND a.id < twin.id;
ALTER TABLE sgroups_for_domains ADD CONSTRAINT uq_sgroup_domain UNIQUE (scaling_group, domain);
DELETE FROM sgroups_for_groups AS twin USING sgroups_for_groups AS a
WHERE a.scaling_group = twin.scaling_group AND a."group" = twin."group" AND a.id < twin.id;
ALTER TABLE sgroups_for_groups ADD CONSTRAINT uq_sgroup_ugroup UNIQUE (scaling_group, "group");
DELETE FROM sgroups_for_keypairs AS twin USING sgroups_for_keypairs AS a
WHERE a.scaling_group = twin.scaling_group AND a.access_key = twin.access_key AND a.id < twin.id;
ALTER TABLE sgroups_for_keypairs ADD CONSTRAINT uq_sgroup_akey UNIQUE (scaling_group, access_key);
