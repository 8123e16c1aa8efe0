-- Adds artifact_revisions.remote_status. The result of a session is of type sessionresults in this line of
-- releases alone; that of a kernel stays sessionresult. Where de1032a11cca takes that back in the same transaction, it is left out.

ALTER TABLE artifact_revisions ADD COLUMN remote_status varchar;
CREATE INDEX ix_artifact_revisions_remote_status ON artifact_revisions (remote_status);

DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') ~ 'de1032a11cca' THEN
        RETURN;
    END IF;
    IF to_regtype('sessionresults') IS NULL THEN
        CREATE TYPE sessionresults AS ENUM ('UNDEFINED', 'SUCCESS', 'FAILURE');
    END IF;
    ALTER TABLE sessions
        ALTER COLUMN result DROP DEFAULT,
        ALTER COLUMN result TYPE sessionresults USING result::text::sessionresults,
        ALTER COLUMN result SET DEFAULT 'UNDEFINED';
END $$;
