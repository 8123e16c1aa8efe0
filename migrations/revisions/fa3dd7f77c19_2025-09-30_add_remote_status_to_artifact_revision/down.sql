-- loses: the values of artifact_revisions.remote_status

ALTER TABLE sessions ALTER COLUMN result DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN result TYPE sessionresult USING result::text::sessionresult,
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';
DROP TYPE sessionresults;

ALTER TABLE artifact_revisions DROP COLUMN remote_status;
