-- loses: the values of scaling_groups.fair_share_spec

ALTER TABLE scaling_groups DROP COLUMN fair_share_spec;
