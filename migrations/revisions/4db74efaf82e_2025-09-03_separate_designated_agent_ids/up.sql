ALTER TABLE sessions ADD COLUMN designated_agent_ids varchar[];
