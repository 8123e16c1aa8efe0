-- An artifact is read-only, not one of its revisions: it is so where one of them was.

ALTER TABLE artifacts ADD COLUMN readonly boolean NOT NULL DEFAULT false;
UPDATE artifacts SET readonly = true WHERE id IN (SELECT artifact_id FROM artifact_revisions WHERE readonly);
ALTER TABLE artifacts ALTER COLUMN readonly DROP DEFAULT;
ALTER TABLE artifact_revisions DROP COLUMN readonly;
