ALTER TABLE scaling_groups ADD COLUMN fair_share_spec jsonb;
