-- loses: the values of scaling_groups.is_public

DROP INDEX ix_scaling_groups_is_public;

ALTER TABLE scaling_groups DROP COLUMN is_public;
