-- At most one resource group is the default.

ALTER TABLE scaling_groups ADD COLUMN is_default boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX uq_scaling_groups_is_default ON scaling_groups (is_default) WHERE is_default;
