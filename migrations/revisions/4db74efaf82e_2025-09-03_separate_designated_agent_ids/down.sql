-- loses: the values of sessions.designated_agent_ids

ALTER TABLE sessions DROP COLUMN designated_agent_ids;
