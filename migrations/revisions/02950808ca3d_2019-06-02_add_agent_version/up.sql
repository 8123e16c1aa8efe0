-- What an agent is of; those that are there, of the version before.

ALTER TABLE agents
    ADD COLUMN version varchar(64) NOT NULL DEFAULT '19.06.0',
    ADD COLUMN compute_plugins jsonb NOT NULL DEFAULT '{}';
