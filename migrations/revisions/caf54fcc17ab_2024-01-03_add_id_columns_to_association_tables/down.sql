-- loses: the ids in the association tables, and rows that say the same twice

DELETE FROM association_groups_users AS twin USING association_groups_users AS a
WHERE a.user_id = twin.user_id AND a.group_id = twin.group_id AND a.id < twin.id;
ALTER TABLE association_groups_users
    DROP CONSTRAINT pk_association_groups_users,
    DROP COLUMN id,
    ADD CONSTRAINT pk_association_groups_users PRIMARY KEY (user_id, group_id);
DELETE FROM sgroups_for_domains AS twin USING sgroups_for_domains AS a
WHERE a.scaling_group = twin.scaling_group AND a.domain = twin.domain AND a.id < twin.id;
ALTER TABLE sgroups_for_domains
    DROP CONSTRAINT pk_sgroups_for_domains,
    DROP COLUMN id,
    ADD CONSTRAINT pk_sgroups_for_domains PRIMARY KEY (scaling_group, domain);
DELETE FROM sgroups_for_groups AS twin USING sgroups_for_groups AS a
WHERE a.scaling_group = twin.scaling_group AND a."group" = twin."group" AND a.id < twin.id;
ALTER TABLE sgroups_for_groups
    DROP CONSTRAINT pk_sgroups_for_groups,
    DROP COLUMN id,
    ADD CONSTRAINT pk_sgroups_for_groups PRIMARY KEY (scaling_group, "group");
DELETE FROM sgroups_for_keypairs AS twin USING sgroups_for_keypairs AS a
WHERE a.scaling_group = twin.scaling_group AND a.access_key = twin.access_key AND a.id < twin.id;
ALTER TABLE sgroups_for_keypairs
    DROP CONSTRAINT pk_sgroups_for_keypairs,
    DROP COLUMN id,
    ADD CONSTRAINT pk_sgroups_for_keypairs PRIMARY KEY (scaling_group, access_key);
