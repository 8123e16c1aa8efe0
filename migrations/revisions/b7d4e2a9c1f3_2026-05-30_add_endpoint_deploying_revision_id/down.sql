-- loses: the values of endpoints.deploying_revision_id

ALTER TABLE endpoints DROP COLUMN deploying_revision_id;
