-- loses: which revisions of an artifact were read-only and which were not

ALTER TABLE artifact_revisions ADD COLUMN readonly boolean NOT NULL DEFAULT false;
UPDATE artifact_revisions SET readonly = true WHERE artifact_id IN (SELECT id FROM artifacts WHERE readonly);
ALTER TABLE artifact_revisions ALTER COLUMN readonly DROP DEFAULT;
ALTER TABLE artifacts DROP COLUMN readonly;
