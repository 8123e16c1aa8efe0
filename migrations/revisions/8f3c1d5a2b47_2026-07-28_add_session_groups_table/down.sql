-- loses: all rows of session_groups, and which sessions are in them

ALTER TABLE sessions DROP COLUMN session_group_id;
ALTER TABLE replica_groups DROP COLUMN session_group_id;
DROP TABLE session_groups;
