-- loses: the values of agents.region

UPDATE keypairs SET is_admin = false WHERE is_admin IS NULL;
ALTER TABLE keypairs ALTER COLUMN is_admin SET NOT NULL;

ALTER TABLE agents DROP COLUMN region;
