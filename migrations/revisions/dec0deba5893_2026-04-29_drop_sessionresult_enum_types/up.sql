-- Results become text. Their enumeration has two names in the field, and one database may have both. Where ada41cb881bb and e9a1c77b42d0
-- write sessions and kernels anew in the same transaction, that is left to them.
DO $$
DECLARE
    revisions text := coalesce(current_setting('backend_ai.revisions', true), '');
BEGIN
    IF revisions !~ 'e9a1c77b42d0' THEN
        ALTER TABLE kernels
            ALTER COLUMN result DROP DEFAULT,
            ALTER COLUMN result TYPE varchar(64),
            ALTER COLUMN result SET DEFAULT 'UNDEFINED';
    END IF;
    IF revisions !~ 'ada41cb881bb' THEN
        ALTER TABLE sessions
            ALTER COLUMN result DROP DEFAULT,
            ALTER COLUMN result TYPE varchar(64),
            ALTER COLUMN result SET DEFAULT 'UNDEFINED';
    END IF;
    IF revisions !~ 'ada41cb881bb|e9a1c77b42d0' THEN
        DROP TYPE IF EXISTS sessionresult, sessionresults;
    END IF;
END $$;
