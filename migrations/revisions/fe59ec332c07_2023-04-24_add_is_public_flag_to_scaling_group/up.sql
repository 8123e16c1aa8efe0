ALTER TABLE scaling_groups ADD COLUMN is_public boolean NOT NULL DEFAULT true;

CREATE INDEX ix_scaling_groups_is_public ON scaling_groups (is_public);
