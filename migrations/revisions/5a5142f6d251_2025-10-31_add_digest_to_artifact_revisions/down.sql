-- loses: the values of artifact_revisions.digest

ALTER TABLE artifact_revisions DROP COLUMN digest;
