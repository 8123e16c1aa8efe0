ALTER TABLE agents ADD COLUMN clusterized boolean;
