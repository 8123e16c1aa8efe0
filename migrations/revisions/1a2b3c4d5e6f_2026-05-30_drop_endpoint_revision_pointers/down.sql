ALTER TABLE endpoints
    ADD COLUMN current_revision uuid,
    ADD COLUMN deploying_revision uuid;
