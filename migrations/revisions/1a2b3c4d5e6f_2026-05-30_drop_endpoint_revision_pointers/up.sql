ALTER TABLE endpoints
    DROP COLUMN current_revision,
    DROP COLUMN deploying_revision;
