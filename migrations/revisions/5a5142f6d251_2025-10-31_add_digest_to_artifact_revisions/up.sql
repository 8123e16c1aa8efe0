ALTER TABLE artifact_revisions ADD COLUMN digest varchar;
