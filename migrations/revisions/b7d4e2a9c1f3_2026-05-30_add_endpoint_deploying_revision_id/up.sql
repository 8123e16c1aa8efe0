ALTER TABLE endpoints ADD COLUMN deploying_revision_id uuid;
