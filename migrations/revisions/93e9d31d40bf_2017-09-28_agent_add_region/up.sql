-- Agents have a region: all there are, that of the cloud in which they ran then.

ALTER TABLE agents ADD COLUMN region varchar(64) NOT NULL DEFAULT 'amazon/ap-northeast-2';
CREATE INDEX ix_agents_region ON agents (region);

ALTER TABLE keypairs ALTER COLUMN is_admin DROP NOT NULL;
