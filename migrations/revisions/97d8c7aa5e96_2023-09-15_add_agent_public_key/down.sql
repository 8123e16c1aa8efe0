-- loses: the values of agents.public_key

ALTER TABLE agents DROP COLUMN public_key;
