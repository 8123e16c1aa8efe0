-- loses: the values of agents.public_host

ALTER TABLE agents DROP COLUMN public_host;
