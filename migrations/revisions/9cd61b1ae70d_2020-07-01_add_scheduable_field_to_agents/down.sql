-- loses: the values of agents.schedulable

ALTER TABLE agents DROP COLUMN schedulable;
