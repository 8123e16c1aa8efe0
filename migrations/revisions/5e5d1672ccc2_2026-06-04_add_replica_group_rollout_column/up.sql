ALTER TABLE replica_groups ADD COLUMN rollout jsonb NOT NULL;

-- TODO: rows
