-- loses: the values of agents.version and agents.compute_plugins

ALTER TABLE agents
    DROP COLUMN version,
    DROP COLUMN compute_plugins;
