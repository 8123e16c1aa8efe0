-- loses: the values of sessions.domain_id, resource_group_id

ALTER TABLE sessions
    DROP COLUMN domain_id,
    DROP COLUMN resource_group_id;

-- TODO: rows
