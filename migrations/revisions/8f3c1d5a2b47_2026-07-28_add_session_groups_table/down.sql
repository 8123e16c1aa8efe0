-- loses: all rows of session_groups; the values of replica_groups.session_group_id, sessions.session_group_id

ALTER TABLE replica_groups DROP COLUMN session_group_id;

ALTER TABLE sessions DROP COLUMN session_group_id;

DROP TABLE session_groups;

-- TODO: rows
