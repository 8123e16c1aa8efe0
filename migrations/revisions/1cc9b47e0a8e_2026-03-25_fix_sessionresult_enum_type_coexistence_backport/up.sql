-- Where two types for the result of a session stand side by side, one is left.

DO $$
BEGIN
    IF to_regtype('sessionresults') IS NULL THEN
        RETURN;
    ELSIF to_regtype('sessionresult') IS NULL THEN
        ALTER TYPE sessionresults RENAME TO sessionresult;
    ELSE
        ALTER TABLE sessions
            ALTER COLUMN result DROP DEFAULT,
            ALTER COLUMN result TYPE sessionresult USING result::text::sessionresult,
            ALTER COLUMN result SET DEFAULT 'UNDEFINED';
        DROP TYPE sessionresults;
    END IF;
END
$$;
