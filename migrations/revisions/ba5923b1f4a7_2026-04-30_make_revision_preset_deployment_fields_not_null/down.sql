ALTER TABLE deployment_revision_presets
    ALTER COLUMN replica_count DROP NOT NULL,
    ALTER COLUMN replica_count DROP DEFAULT,
    ALTER COLUMN deployment_strategy DROP NOT NULL,
    ALTER COLUMN deployment_strategy DROP DEFAULT,
    ALTER COLUMN deployment_strategy_spec DROP NOT NULL,
    ALTER COLUMN deployment_strategy_spec DROP DEFAULT;
