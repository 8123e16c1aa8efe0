-- Presets without a number of replicas or a strategy get what the program took for granted: one replica, a rolling update.
UPDATE deployment_revision_presets SET
    replica_count = coalesce(replica_count, 1),
    deployment_strategy = coalesce(deployment_strategy, 'ROLLING'),
    deployment_strategy_spec = coalesce(deployment_strategy_spec, '{}')
WHERE replica_count IS NULL OR deployment_strategy IS NULL OR deployment_strategy_spec IS NULL;

ALTER TABLE deployment_revision_presets
    ALTER COLUMN replica_count SET NOT NULL,
    ALTER COLUMN replica_count SET DEFAULT 1,
    ALTER COLUMN deployment_strategy SET NOT NULL,
    ALTER COLUMN deployment_strategy SET DEFAULT 'ROLLING',
    ALTER COLUMN deployment_strategy_spec SET NOT NULL,
    ALTER COLUMN deployment_strategy_spec SET DEFAULT '{}';
