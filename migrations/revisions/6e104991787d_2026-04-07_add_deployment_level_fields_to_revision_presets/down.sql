-- loses: the values of deployment_revision_presets.deployment_strategy, deployment_strategy_spec, open_to_public, replica_count, revision_history_limit

ALTER TABLE deployment_revision_presets
    DROP COLUMN deployment_strategy,
    DROP COLUMN deployment_strategy_spec,
    DROP COLUMN open_to_public,
    DROP COLUMN replica_count,
    DROP COLUMN revision_history_limit;
