-- loses: all rows of scaling_groups, sgroups_for_domains, sgroups_for_groups and sgroups_for_keypairs
-- loses: which scaling group agents and kernels are in

ALTER TABLE kernels DROP COLUMN scaling_group;
ALTER TABLE agents DROP COLUMN scaling_group;

DROP TABLE sgroups_for_keypairs;
DROP TABLE sgroups_for_groups;
DROP TABLE sgroups_for_domains;
DROP TABLE scaling_groups;
