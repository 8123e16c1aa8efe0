-- loses: the values of scaling_groups.is_default

ALTER TABLE scaling_groups DROP COLUMN is_default;
