ALTER TABLE sessions DROP COLUMN agent_ids;
