-- Adds artifact_revisions.remote_status. The result of a session is of type sessionresults in this line of
-- releases alone; that of a kernel stays sessionresult.

ALTER TABLE artifact_revisions ADD COLUMN remote_status varchar;
CREATE INDEX ix_artifact_revisions_remote_status ON artifact_revisions (remote_status);

DO $$
BEGIN
    IF to_regtype('sessionresults') IS NULL THEN
        CREATE TYPE sessionresults AS ENUM ('UNDEFINED', 'SUCCESS', 'FAILURE');
    END IF;
END $$;

ALTER TABLE sessions ALTER COLUMN result DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN result TYPE sessionresults USING result::text::sessionresults,
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';
