-- loses: the values of agents.clusterized

ALTER TABLE agents DROP COLUMN clusterized;
