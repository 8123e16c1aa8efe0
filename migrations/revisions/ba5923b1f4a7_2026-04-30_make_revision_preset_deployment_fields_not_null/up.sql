ALTER TABLE deployment_revision_presets
    ALTER COLUMN replica_count SET NOT NULL,
    ALTER COLUMN replica_count SET DEFAULT 1,
    ALTER COLUMN deployment_strategy SET NOT NULL,
    ALTER COLUMN deployment_strategy SET DEFAULT 'ROLLING',
    ALTER COLUMN deployment_strategy_spec SET NOT NULL,
    ALTER COLUMN deployment_strategy_spec SET DEFAULT '{}';

-- TODO: rows
