ALTER TABLE agents DROP COLUMN clusterized;
