-- loses: the values of scaling_groups.id

ALTER TABLE scaling_groups DROP COLUMN id;
