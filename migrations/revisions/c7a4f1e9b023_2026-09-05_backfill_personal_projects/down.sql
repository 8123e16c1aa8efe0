-- loses: the values of groups.creator_id

ALTER TABLE groups DROP COLUMN creator_id;

-- TODO: rows
