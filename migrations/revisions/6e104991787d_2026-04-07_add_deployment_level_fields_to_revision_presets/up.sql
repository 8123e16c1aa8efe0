ALTER TABLE deployment_revision_presets
    ADD COLUMN open_to_public boolean,
    ADD COLUMN replica_count integer,
    ADD COLUMN revision_history_limit integer,
    ADD COLUMN deployment_strategy varchar(64),
    ADD COLUMN deployment_strategy_spec jsonb;
