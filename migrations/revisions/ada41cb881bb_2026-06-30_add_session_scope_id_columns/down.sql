ALTER TABLE sessions
    DROP COLUMN resource_group_id,
    DROP COLUMN domain_id;
